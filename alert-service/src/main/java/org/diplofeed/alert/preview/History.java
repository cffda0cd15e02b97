package org.diplofeed.alert.preview;

import static org.diplofeed.events.StreamKind.POSITION;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.diplofeed.alert.match.Occasion;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedJson;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads the derived events that the service has, matched by a subscription or not. */
@ApplicationScoped
public class History {
    /** Most events that one answer is made from. */
    static final int LONGEST = 10_000;

    private static final String SELECT =
            "select e.eventId, e.type, e.occurred, e.recorded, e.payload from DerivedEventRow e ";

    private final Mutiny.SessionFactory sessions;
    private final EventCodec codec = new EventCodec();

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
                .map(rows -> rows.stream().flatMap(this::event).toList());
    }

    private Stream<PastEvent> event(Object[] row) {
        var time = (Instant) row[2];
        try {
            var envelope = new Envelope(
                    (String) row[0],
                    "",
                    (String) row[1],
                    POSITION.of("-"),
                    time,
                    (Instant) row[3],
                    0,
                    null,
                    null,
                    null);
            var document = (ObjectNode) FeedJson.mapper().readTree((byte[]) row[4]);
            return Occasion.of(codec.decode(envelope, document).event(), time)
                    .map(occasion -> new PastEvent(envelope.id(), time, occasion))
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
