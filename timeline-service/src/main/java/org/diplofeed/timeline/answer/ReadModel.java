package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.FORBIDDEN;
import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.diplofeed.timeline.rebuild.AnswerTimes;
import org.diplofeed.web.ProblemException;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs queries in one snapshot of the database: what an answer says and what it says it refers to belong together. The
 * connections of the reactive client are repeatable read by configuration. A database that hangs is not waited for: it
 * may go on in an hour.
 */
@ApplicationScoped
class ReadModel {
    private final Mutiny.SessionFactory sessions;
    private final CurrentVertxRequest request;
    private final Freshness freshness;
    private final Reach reach;
    private final AnswerTimes answers;
    private final AnswerConfig config;
    private final InstantSource clock = InstantSource.system();

    ReadModel(
            Mutiny.SessionFactory sessions,
            CurrentVertxRequest request,
            Freshness freshness,
            Reach reach,
            AnswerTimes answers,
            AnswerConfig config) {
        this.sessions = sessions;
        this.request = request;
        this.freshness = freshness;
        this.reach = reach;
        this.answers = answers;
        this.config = config;
    }

    /** Runs queries at the clocks that are asked for, about anything. */
    <T> Uni<T> at(Clocks clocks, Function<Snapshot, Uni<T>> queries) {
        return at(clocks, Subject.ANYTHING, queries);
    }

    /**
     * Runs queries at the clocks that are asked for; what they are about says which parked streams touch the answer.
     */
    <T> Uni<T> at(Clocks clocks, Subject subject, Function<Snapshot, Uni<T>> queries) {
        var validAt = clocks.validAt();
        var knownAt = clocks.knownAt();
        boolean restricted = clocks.asksForRestricted();
        long asked = System.nanoTime();
        return (restricted ? requireOperator() : Uni.createFrom().voidItem())
                .chain(() -> freshness.await(clocks.ifFresh))
                .chain(() -> sessions.withTransaction(session -> LiveGeneration.enter(session)
                                .chain(live -> reach.basis(
                                                session,
                                                validAt != null
                                                        ? validAt
                                                        : clock.instant().truncatedTo(ChronoUnit.MICROS),
                                                knownAt,
                                                live.toldAt(),
                                                restricted,
                                                subject)
                                        .chain(basis ->
                                                queries.apply(new Snapshot(session, basis, live.rules(), restricted)))))
                        .ifNoItem()
                        .after(config.longest())
                        .failWith(() -> new ProblemException(UNAVAILABLE, "The database does not answer in time.")))
                .invoke(() -> answers.took(Duration.ofNanos(System.nanoTime() - asked)));
    }

    private Uni<Void> requireOperator() {
        var routing = request.getCurrent();
        var identity = routing.user() instanceof QuarkusHttpUser user
                ? Uni.createFrom().item(user.getSecurityIdentity())
                : QuarkusHttpUser.getSecurityIdentity(routing, null);
        return identity.invoke(asker -> {
                    if (!asker.hasRole(Roles.OPERATOR)) {
                        throw new ProblemException(FORBIDDEN, "Only operators may ask for restricted records.");
                    }
                })
                .replaceWithVoid();
    }
}
