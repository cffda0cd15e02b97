package org.diplofeed.ingest.desk;

import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.diplofeed.ingest.publish.Publication;
import org.diplofeed.log.GroupCommit;
import org.diplofeed.log.OutcomeUnknown;
import org.diplofeed.log.QueueFull;
import org.diplofeed.log.TransactionFailed;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemException;

/** Takes submissions and answers when what came of them is durable. Single ones share transactions. */
@ApplicationScoped
public class Desk {
    private static final int TRANSIENT_ATTEMPTS = 5;
    private static final int WAITING_CHUNKS = 64;

    private final Duration patience;
    private final Publication publication;
    private final GroupCommit<List<Submission>, List<Outcome>> singles;
    private final GroupCommit<List<Submission>, List<Outcome>> bulk;
    private final GroupCommit<List<Submission>, List<Outcome>> checks;

    Desk(DataSource database, Publication publication, DeskConfig config) {
        this.patience = config.patience();
        this.publication = publication;
        var transaction = new DeskTransaction(publication.topicPrefix(), InstantSource.system());
        this.singles = GroupCommit.start(
                "desk",
                database,
                new GroupCommit.Settings(
                        config.batchSize(),
                        config.linger(),
                        config.queueCapacity(),
                        config.lanes(),
                        config.transactionTimeout(),
                        TRANSIENT_ATTEMPTS),
                transaction::run,
                publication::wake);
        this.bulk = GroupCommit.start(
                "bulk", database, oneByOne(config, config.bulkLanes()), transaction::run, publication::wake);
        this.checks = GroupCommit.start("checks", database, oneByOne(config, 1), transaction::check, () -> {});
    }

    private static GroupCommit.Settings oneByOne(DeskConfig config, int lanes) {
        return new GroupCommit.Settings(
                1, Duration.ZERO, WAITING_CHUNKS, lanes, config.transactionTimeout(), TRANSIENT_ATTEMPTS);
    }

    /**
     * Puts one submission on the record and waits until it is durable.
     *
     * @throws ProblemException unavailable, when the desk cannot keep up or the database does not answer
     */
    public Outcome submit(Submission submission) {
        publication.requireRoom();
        return await(singles.submit(List.of(submission))).getFirst();
    }

    /** Puts submissions on the record in one transaction, in their order, each with an outcome of its own. */
    public CompletableFuture<List<Outcome>> submitInOrder(List<Submission> submissions) {
        publication.requireRoom();
        return bulk.submit(submissions);
    }

    /** Decides submissions in their order as if they were recorded, and records nothing. */
    public CompletableFuture<List<Outcome>> check(List<Submission> submissions) {
        return checks.submit(submissions);
    }

    /**
     * Refuses to take more than may wait for the broker.
     *
     * @throws ProblemException unavailable
     */
    public void requireRoom() {
        publication.requireRoom();
    }

    /**
     * Waits for outcomes, with a deadline.
     *
     * @throws DatabaseAway when sending the same again may succeed, and finds out what became of it
     * @throws TransactionLost when it would fail again
     */
    public <T> T await(CompletableFuture<T> outcome) {
        try {
            return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("The service is shutting down; whether it was recorded is not known.");
        } catch (TimeoutException _) {
            throw unavailable("The database takes too long; whether it was recorded is not known. Send it again.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof QueueFull) {
                throw unavailable("More requests are waiting than the service takes on.");
            }
            if (e.getCause() instanceof OutcomeUnknown
                    || (e.getCause() instanceof TransactionFailed failed && failed.isTemporary())) {
                throw new DatabaseAway();
            }
            throw new TransactionLost(e.getCause() == null ? e : e.getCause());
        }
    }

    private static ProblemException unavailable(String detail) {
        return new ProblemException(Problem.of(UNAVAILABLE, detail));
    }

    /** Before the connection pool closes, which a destructor would come after. */
    void close(@Observes ShutdownEvent event) {
        singles.close();
        bulk.close();
        checks.close();
    }
}
