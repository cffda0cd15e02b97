package org.diplofeed.web.audit;

import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.diplofeed.web.RequestId;
import org.diplofeed.web.Subject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what an operator's request does. What cannot be kept is not done: an action is written down before it begins,
 * and its outcome when it has ended.
 */
@RequestScoped
public class OperatorAudit {
    private static final Logger LOGGER = LoggerFactory.getLogger(OperatorAudit.class);

    private final Instance<DataSource> database;
    private final SecurityIdentity identity;
    private final RoutingContext request;

    OperatorAudit(Instance<DataSource> database, SecurityIdentity identity, RoutingContext request) {
        this.database = database;
        this.identity = identity;
        this.request = request;
    }

    /** How an action ended. */
    public record Outcome(String name, Map<String, Long> counts) {
        public Outcome {
            counts = Map.copyOf(counts);
        }
    }

    /** What is done. */
    public interface Action<T, E extends Exception> {
        T run() throws E;
    }

    /** What is kept of what came of it. */
    public interface Telling<T> {
        Outcome of(T result);
    }

    /**
     * Does something and keeps who did it, what it was about and how it ended; of a failure the title of the problem
     * that the client is told.
     *
     * @param action its kind, as in parked.retry
     * @param target what it is about: an id, never content
     */
    public <T, E extends Exception> T keep(
            String action, @Nullable String target, Action<T, E> what, Telling<T> outcome) throws E {
        return keep(action, target, null, what, outcome);
    }

    /** The same, with the reason that the operator gave. */
    public <T, E extends Exception> T keep(
            String action, @Nullable String target, @Nullable String reason, Action<T, E> what, Telling<T> outcome)
            throws E {
        long id = begin(action, target, reason);
        try {
            var result = what.run();
            end(id, action, target, outcome.of(result));
            return result;
        } catch (ProblemException e) {
            end(id, action, target, new Outcome(e.problem().title(), Map.of()));
            throw e;
        } catch (Exception e) {
            end(id, action, target, new Outcome(ProblemType.of(e).title(), Map.of()));
            throw e;
        }
    }

    /** Whom the request comes from. */
    public String operator() {
        return Objects.requireNonNullElse(Subject.of(identity), "operator");
    }

    private long begin(String action, @Nullable String target, @Nullable String reason) {
        try (var connection = database.get().getConnection()) {
            return OperatorActionRows.begin(connection, operator(), action, target, reason, RequestId.of(request));
        } catch (SQLException e) {
            if (ProblemType.of(e) == UNAVAILABLE) {
                throw new ProblemException(UNAVAILABLE, "The database does not answer; nothing was done.");
            }
            throw new IllegalStateException("what an operator does cannot be kept", e);
        }
    }

    private void end(long id, String action, @Nullable String target, Outcome outcome) {
        LOGGER.atInfo()
                .addKeyValue("operator", operator())
                .addKeyValue("action", action)
                .addKeyValue("target", target)
                .addKeyValue("outcome", outcome.name())
                .addKeyValue("counts", outcome.counts())
                .log("an operator did something");
        try (var connection = database.get().getConnection()) {
            OperatorActionRows.end(connection, id, outcome.name(), outcome.counts());
        } catch (SQLException e) {
            LOGGER.atError()
                    .addKeyValue("action", id)
                    .addKeyValue("state", e.getSQLState())
                    .log("the outcome of an operator's action could not be kept");
        }
    }
}
