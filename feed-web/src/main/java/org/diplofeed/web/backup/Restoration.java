package org.diplofeed.web.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.diplofeed.events.LoggedEvent;
import org.diplofeed.events.Topic;
import org.diplofeed.log.RestoredEvent.Outcome;

/** How a service takes a log back that was exported. */
public interface Restoration {
    /** The topics whose events it takes into its ledger; none: it has no ledger, and only reads. */
    Set<Topic> takes();

    /** The topics that its projection reads. */
    Set<Topic> reads();

    /** The tables that have to be empty for a restore to begin, by what answers call their rows. */
    Map<String, String> emptyTables();

    /** The projection that reads what is restored; empty for a service that reads no log. */
    Optional<String> projection();

    /**
     * Puts events back, in the caller's transaction: into the ledger, and into whatever this service derives from its
     * own events. What is there already is passed over.
     */
    Outcome restore(Connection connection, List<LoggedEvent> events) throws SQLException;

    /** Called after each commit: a restore began, went on, or is done. */
    void changed();

    /** The database in which its tables are found by their names. */
    default DataSource database(DataSource shared) {
        return shared;
    }
}
