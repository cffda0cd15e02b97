package org.diplofeed.web.backup;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.diplofeed.events.Topic;
import org.diplofeed.log.StoredEvent;
import org.jspecify.annotations.Nullable;

/** A service that records events in a ledger of its own, as an export sees it. */
public interface LedgerOwner {
    /** The name of a topic here. */
    String name(Topic topic);

    /**
     * Up to which recordedtime what was recorded, and what follows from it, stands in the ledger and is on the log.
     *
     * @return empty while nobody can say
     */
    Optional<Instant> completeUntil() throws SQLException;

    /** Streams that hold nothing restricted, as a condition on {@code event e}, in SQL. */
    String withoutRestricted();

    /**
     * What follows from events that were recorded up to a time, as a condition on {@code event e}, in SQL; of a ledger
     * of events that follow from no others: all of it.
     */
    String causedUntil(Instant time);

    /**
     * Attributes that an exported event has beside its own: what its teller has to remember of it and what the event
     * alone does not say. They are for {@link Restoration#restore}, and not put on the log again.
     *
     * @param causedUntil as the export asks for it; what became of it later is none of it
     */
    default Map<String, String> beside(StoredEvent event, @Nullable Instant causedUntil) throws SQLException {
        return Map.of();
    }

    /**
     * Whether what follows from events up to a time is, in each stream, what came first. It may not be for a moment,
     * where partitions were read at different speeds.
     */
    boolean causedInOrder(Instant time) throws SQLException;

    /** The database in which its tables are found by their names. */
    default DataSource database(DataSource shared) {
        return shared;
    }
}
