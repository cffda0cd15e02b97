package org.diplofeed.alert.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.alert.match.Occasion;
import org.diplofeed.events.EventCodec;
import org.diplofeed.log.LogEntry;

/** What is kept of the log whoever is told of it: names, and every derived event. The same whenever it is read. */
final class KeptEvents {
    private final EventCodec codec = new EventCodec();

    /** Keeps a batch; the derived events of it. */
    List<Derived> keep(Connection connection, List<LogEntry> entries) throws SQLException {
        var reference = new ReferenceRows();
        var derived = new ArrayList<Derived>();
        for (var entry : entries) {
            var feedRecord = codec.decode(entry.streamId(), entry.headers(), entry.payload());
            reference.add(feedRecord.event());
            Occasion.of(feedRecord.event(), feedRecord.envelope().time())
                    .ifPresent(occasion -> derived.add(new Derived(feedRecord.envelope(), occasion, entry.payload())));
        }
        reference.write(connection);
        if (!derived.isEmpty()) {
            new AlertRows(connection, Stage.EARNEST).insertEvents(derived);
        }
        return derived;
    }
}
