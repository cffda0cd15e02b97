package org.diplofeed.timeline.follow;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.timeline.generation.Generations;
import org.diplofeed.web.effect.Effect;
import org.diplofeed.web.effect.EffectSource;
import org.jspecify.annotations.Nullable;

/**
 * What the timeline made of an event: the positions that rest on its record, and the events derived from it. Looks
 * through tables that have no index for this question, which operators ask seldom; not for longer than
 * {@value #SECONDS} s.
 */
@ApplicationScoped
class DerivedEffects implements EffectSource {
    private static final int SECONDS = 20;

    private final Generations generations;

    DerivedEffects(Generations generations) {
        this.generations = generations;
    }

    @Override
    public List<Effect> effects(String eventId, @Nullable String stream) throws SQLException {
        try (var connection = generations.database(generations.live()).getConnection()) {
            var effects = new ArrayList<>(read(connection, eventId));
            effects.addAll(positions(connection, eventId));
            effects.addAll(derived(connection, eventId));
            return effects;
        }
    }

    private static List<Effect> read(Connection connection, String eventId) throws SQLException {
        return ask(connection, Effect.Kind.READ, eventId, """
                select event_id, null, change, stream, version, recorded from learned where event_id = ?
                """);
    }

    private static List<Effect> positions(Connection connection, String eventId) throws SQLException {
        return ask(connection, Effect.Kind.POSITION, eventId, """
                select distinct on (p.holder, p.issue_id) p.holder || '/' || p.issue_id, l.event_id, null,
                       'position/' || p.holder || '/' || p.issue_id, null::bigint, l.recorded
                  from learned l join position_entry p on p.statement_id = any (l.about)
                 where l.event_id = ? and l.kind = 'STATEMENT'
                 order by p.holder, p.issue_id
                """);
    }

    private static List<Effect> derived(Connection connection, String eventId) throws SQLException {
        return ask(connection, Effect.Kind.DERIVED_EVENT, eventId, """
                select h.of_it ->> 'ce_id', h.of_it ->> 'ce_causationid', h.of_it ->> 'ce_type',
                       e.stream_id, e.version, e.recorded
                  from event e cross join lateral (select e.headers::text::jsonb) h (of_it)
                 where h.of_it ->> 'ce_causationid' = ?
                 order by e.recorded, e.stream_id, e.version
                """);
    }

    private static List<Effect> ask(Connection connection, Effect.Kind kind, String eventId, String sql)
            throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            select.setQueryTimeout(SECONDS);
            select.setString(1, eventId);
            return effects(kind, select);
        }
    }

    private static List<Effect> effects(Effect.Kind kind, PreparedStatement select) throws SQLException {
        var effects = new ArrayList<Effect>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                effects.add(new Effect(
                        kind,
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getObject(5, Long.class),
                        null,
                        rows.getObject(6, OffsetDateTime.class).toInstant()));
            }
        }
        return effects;
    }
}
