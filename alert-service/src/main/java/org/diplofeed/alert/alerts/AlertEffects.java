package org.diplofeed.alert.alerts;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.diplofeed.web.effect.Effect;
import org.diplofeed.web.effect.EffectSource;
import org.jspecify.annotations.Nullable;

/** The alerts that an event caused, and what became of them; rehearsals are an operator's, and no event caused them. */
@ApplicationScoped
class AlertEffects implements EffectSource {
    private static final String DERIVED = "(v.event_id = ? or v.causation_id = ?) and a.rehearsal_id is null";

    private final DataSource database;

    AlertEffects(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Effect> effects(String eventId, @Nullable String stream) throws SQLException {
        try (var connection = database.getConnection()) {
            var effects = new ArrayList<>(ask(connection, Effect.Kind.ALERT, eventId, """
                    select a.alert_id, a.event_id, a.kind, a.subscription_id, a.sequence, null, a.created_at
                      from derived_event v join alert a on a.event_id = v.event_id
                     where %s order by a.created_at, a.alert_id
                    """.formatted(DERIVED)));
            effects.addAll(ask(connection, Effect.Kind.DELIVERY, eventId, """
                    select d.delivery_id, a.alert_id, d.kind, a.subscription_id, d.attempts, d.state,
                           coalesce(d.finished_at, d.created_at)
                      from derived_event v join alert a on a.event_id = v.event_id
                      join delivery d on d.alert_id = a.alert_id
                     where %s order by d.created_at, d.delivery_id
                    """.formatted(DERIVED)));
            return effects;
        }
    }

    private static List<Effect> ask(Connection connection, Effect.Kind kind, String eventId, String sql)
            throws SQLException {
        var effects = new ArrayList<Effect>();
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, eventId);
            select.setString(2, eventId);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    effects.add(new Effect(
                            kind,
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getLong(5),
                            rows.getString(6),
                            rows.getObject(7, OffsetDateTime.class).toInstant()));
                }
            }
        }
        return effects;
    }
}
