package org.diplofeed.ingest.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.diplofeed.log.EventLedger;
import org.diplofeed.log.StoredEvent;
import org.diplofeed.web.effect.Effect;
import org.diplofeed.web.effect.EffectSource;
import org.jspecify.annotations.Nullable;

/** What was recorded after an event in its stream: corrections, retractions, links. */
@ApplicationScoped
class LedgerEffects implements EffectSource {
    private final DataSource database;
    private final EventLedger ledger = new EventLedger();

    LedgerEffects(DataSource database) {
        this.database = database;
    }

    @Override
    public List<Effect> effects(String eventId, @Nullable String stream) throws SQLException {
        if (stream == null || stream.isBlank() || stream.indexOf('\0') >= 0) {
            return List.of();
        }
        try (var connection = database.getConnection()) {
            return effects(eventId, ledger.read(connection, stream));
        }
    }

    private static List<Effect> effects(String eventId, List<StoredEvent> stream) {
        var effects = new ArrayList<Effect>();
        for (var event : stream) {
            String id = event.headers().getOrDefault("ce_id", "");
            if (id.equals(eventId)) {
                effects.add(effect(Effect.Kind.EVENT, event, id, event.headers().get("ce_causationid")));
            } else if (!effects.isEmpty()) {
                effects.add(effect(Effect.Kind.LATER_EVENT, event, id, eventId));
            }
        }
        return effects;
    }

    private static Effect effect(Effect.Kind kind, StoredEvent event, String id, @Nullable String causedBy) {
        return new Effect(
                kind,
                id,
                causedBy,
                event.headers().get("ce_type"),
                event.streamId(),
                event.version(),
                null,
                event.recordedTime());
    }
}
