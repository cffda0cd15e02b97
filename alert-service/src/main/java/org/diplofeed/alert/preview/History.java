package org.diplofeed.alert.preview;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.diplofeed.alert.alerts.StoredEvent;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the derived events that the service has, matched by a subscription or not. */
@ApplicationScoped
public class History {
    /** Most events that one answer is made from. */
    static final int LONGEST = 10_000;

    private static final String SELECT =
            "select e.eventId, e.type, e.occurred, e.recorded, e.payload from DerivedEventRow e ";

    private final Mutiny.SessionFactory sessions;

    History(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** What occurred since, newest first, at most {@value #LONGEST}. */
    Uni<List<PastEvent>> since(Instant from) {
        return read(SELECT + "where e.occurred >= :from order by e.occurred desc, e.eventId", Map.of("from", from));
    }

    /** All that was said of a shift or a notice, in the order in which it was recorded. */
    Uni<List<PastEvent>> about(String aboutId) {
        return read(SELECT + "where e.aboutId = :about order by e.recorded, e.eventId", Map.of("about", aboutId));
    }

    /** The alerts of a subscription about a shift or a notice, in order: id and kind. */
    Uni<List<Told>> told(String subscriptionId, String aboutId) {
        return sessions.withStatelessSession(session -> session.createNativeQuery("""
                        select alert_id, kind, backfill from alert where subscription_id = :id and about_id = :about
                         order by sequence
                        """, Object[].class)
                        .setParameter("id", subscriptionId)
                        .setParameter("about", aboutId)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Told((String) row[0], (String) row[1], (Boolean) row[2]))
                        .toList());
    }

    /** An alert that went out, or that waits for a digest. */
    record Told(String alertId, String kind, boolean backfill) {}

    private Uni<List<PastEvent>> read(String hql, Map<String, Object> values) {
        return sessions.withStatelessSession(session -> {
                    var query = session.createSelectionQuery(hql, Object[].class);
                    values.forEach(query::setParameter);
                    return query.setMaxResults(LONGEST).getResultList();
                })
                // Thousands of documents are read: not on the event loop.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> rows.stream().flatMap(History::event).toList());
    }

    private static Stream<PastEvent> event(Object[] row) {
        var id = (String) row[0];
        var time = (Instant) row[2];
        return StoredEvent.occasion(id, (String) row[1], time, (Instant) row[3], (byte[]) row[4])
                .map(occasion -> new PastEvent(id, time, occasion))
                .stream();
    }
}
