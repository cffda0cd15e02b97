package org.diplofeed.alert.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.alert.match.Occasion;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.StreamKind;

/** What nobody was told because its events were missing. It stays untold: a rebuild notifies nobody. */
public final class Untold {
    private static final int AT_ONCE = 1_000;

    private Untold() {}

    /**
     * Counts the alerts that the subscriptions of now would have got and did not.
     *
     * @param events a query of events: id, type, occurred, recorded and payload
     */
    public static long count(Connection connection, String events) throws SQLException {
        var codec = new EventCodec();
        long untold = 0;
        try (var select = connection.prepareStatement(events)) {
            select.setFetchSize(AT_ONCE);
            try (var rows = select.executeQuery()) {
                var some = new ArrayList<Derived>();
                while (rows.next()) {
                    var time = instant(rows.getObject(3, OffsetDateTime.class));
                    var envelope = new Envelope(
                            rows.getString(1),
                            "",
                            rows.getString(2),
                            StreamKind.POSITION.of("-"),
                            time,
                            instant(rows.getObject(4, OffsetDateTime.class)),
                            0,
                            null,
                            null,
                            null);
                    var payload = rows.getBytes(5);
                    Occasion.of(codec.decode(envelope, document(payload)).event(), time)
                            .ifPresent(occasion -> some.add(new Derived(envelope, occasion, payload)));
                    if (some.size() == AT_ONCE) {
                        untold += count(connection, some);
                        some.clear();
                    }
                }
                return untold + count(connection, some);
            }
        }
    }

    private static long count(Connection connection, List<Derived> events) throws SQLException {
        var subscribers = new SubscriberRows(connection).all();
        var effects = new ArrayList<String>();
        for (var event : AlertProjection.news(connection, events)) {
            Teller.tellings(event.occasion(), subscribers, List.of())
                    .forEach(telling -> effects.add(new Effect(event, telling, Stage.EARNEST).effectId()));
        }
        try (var select = connection.prepareStatement("""
                select count(*) from unnest(?::text[]) n (id)
                 where not exists (select from effect e where e.effect_id = n.id)
                """)) {
            select.setArray(1, connection.createArrayOf("text", effects.toArray()));
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    private static ObjectNode document(byte[] payload) {
        try {
            return (ObjectNode) FeedJson.mapper().readTree(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
