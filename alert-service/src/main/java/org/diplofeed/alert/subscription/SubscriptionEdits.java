package org.diplofeed.alert.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.hibernate.reactive.mutiny.Mutiny;

/** Changes a subscription, and has its deliveries held or its digests made as the change has it. */
@ApplicationScoped
class SubscriptionEdits {
    private final Mutiny.SessionFactory sessions;
    private final SubscriptionStore store;

    SubscriptionEdits(Mutiny.SessionFactory sessions, SubscriptionStore store) {
        this.sessions = sessions;
        this.store = store;
    }

    /**
     * Makes a subscription what the draft says. Another target is asked for its consent first: what was agreed to is
     * collected and held until it gives it. In one transaction, whose first statement locks the subscription: whoever
     * queues deliveries either sees the change or has theirs held or released by it.
     *
     * @param before as it was read and checked against
     * @throws ProblemException stale-version, if it is another by now
     */
    Uni<Void> apply(Subscription before, SubscriptionDraft after, Instant now) {
        String url = after.channel().url();
        boolean moved = !url.equals(url(before));
        boolean suspended = moved && before.status() != Subscription.Status.PENDING;
        String id = before.subscriptionId();
        return sessions.withStatelessTransaction(session -> session.createMutationQuery("""
                        update SubscriptionRow
                           set name = :name, filter = :filter, url = :url, maxAgeSeconds = :maxAge, ordered = :ordered,
                               paused = :paused, timing = :timing, version = version + 1, updatedAt = :now,
                               status = case when :suspended = true then 'disabled' else status end,
                               statusReason = case when :suspended = true then 'moved' else statusReason end
                         where subscriptionId = :id and version = :version
                        """)
                .setParameter("name", after.name())
                .setParameter("filter", SubscriptionStore.json(after.filter()))
                .setParameter("url", url)
                .setParameter("maxAge", after.maxAge().map(Duration::toSeconds).orElse(null))
                .setParameter("ordered", after.ordered())
                .setParameter("paused", after.paused())
                .setParameter("timing", SubscriptionStore.json(after.timing()))
                .setParameter("now", now)
                .setParameter("suspended", suspended)
                .setParameter("id", id)
                .setParameter("version", before.version())
                .executeUpdate()
                .invoke(updated -> {
                    if (updated == 0) {
                        throw stale();
                    }
                })
                .chain(() -> moved ? hold(session, id) : Uni.createFrom().voidItem())
                .chain(() -> look(session, id))
                .chain(() -> moved ? askAnew(session, id, now) : WorkerWake.send(session)));
    }

    /** Asks the new target; what the old one answers from now on says nothing. */
    private Uni<Void> askAnew(Mutiny.StatelessSession session, String id, Instant now) {
        return session.createNativeQuery("""
                        update delivery
                           set superseded = true,
                               state = case when state = 'pending' then 'cancelled' else state end,
                               finished_at = case when state = 'pending' then clock_timestamp() end
                         where subscription_id = :id and kind = 'challenge' and state in ('pending', 'in_flight')
                        """)
                .setParameter("id", id)
                .executeUpdate()
                .chain(() -> store.ask(session, id, now));
    }

    /** Where alerts go, as the table has it. */
    static String url(Subscription subscription) {
        var channel = subscription.channel();
        if (channel.url() != null) {
            return channel.url();
        }
        return channel.address() == null ? "" : "mailto:" + channel.address();
    }

    /** What a change to another version ends with. */
    static ProblemException stale() {
        return new ProblemException(
                ProblemType.STALE_VERSION, "Read the subscription again: it was changed meanwhile.");
    }

    /** Holds what is not under way. */
    private static Uni<Void> hold(Mutiny.StatelessSession session, String id) {
        return session.createNativeQuery("""
                        update delivery set state = 'held'
                         where subscription_id = :id and kind in ('alert', 'digest') and state = 'pending'
                        """)
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Whatever waits for a digest may have to wait longer now, or no longer: by whichever clock, look. */
    private static Uni<Void> look(Mutiny.StatelessSession session, String id) {
        return session.createNativeQuery("update digest_due set due = '-infinity' where subscription_id = :id")
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }
}
