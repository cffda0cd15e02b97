package org.diplofeed.alert;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.diplofeed.alert.alerts.AlertProjection;
import org.diplofeed.events.LoggedEvent;
import org.diplofeed.events.Topic;
import org.diplofeed.log.RestoredEvent.Outcome;
import org.diplofeed.web.backup.Restoration;

/**
 * A restore as the service sees it that only reads: what the log brings of it is history, for previews and
 * explanations, and nobody is told. Subscriptions may be there already; they hear of what comes after.
 */
@ApplicationScoped
class AlertRestore implements Restoration {
    /** What must be empty, by what it is called in answers. */
    private static final Map<String, String> TABLES =
            Map.of("derived events", "derived_event", "alerts", "alert", "streams read", "stream_seen");

    @Override
    public Set<Topic> takes() {
        return Set.of();
    }

    @Override
    public Set<Topic> reads() {
        return Set.of(Topic.REFERENCE, Topic.SHIFTS);
    }

    @Override
    public Map<String, String> emptyTables() {
        return TABLES;
    }

    @Override
    public Optional<String> projection() {
        return Optional.of(AlertProjection.NAME);
    }

    @Override
    public Outcome restore(Connection connection, List<LoggedEvent> events) {
        return new Outcome.Restored(List.of(), 0); // There is no topic of which anything could come here.
    }

    @Override
    public void changed() {
        // The projection asks the database.
    }
}
