package org.diplofeed.alert.subscription;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells the delivery workers of every instance to look at the queue. */
public final class WorkerWake {
    private WorkerWake() {}

    /** Heard when the session's transaction commits, and not before. */
    public static Uni<Void> send(Mutiny.StatelessSession session) {
        return session.createNativeQuery("select cast(pg_notify('diplofeed_delivery', '') as text)", String.class)
                .getResultList()
                .replaceWithVoid();
    }
}
