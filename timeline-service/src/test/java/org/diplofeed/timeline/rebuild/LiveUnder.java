package org.diplofeed.timeline.rebuild;

import java.util.ArrayList;
import java.util.List;
import org.diplofeed.log.LogEntry;
import org.diplofeed.testkit.TestDatabase;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.projection.TimelineProjection;
import org.diplofeed.timeline.projection.Voice;
import org.flywaydb.core.Flyway;

/** What a feed would have told that was live under some rules from the beginning, and read event by event. */
final class LiveUnder {
    private LiveUnder() {}

    /** Its shifts that stand. */
    static List<String> rules(Rules rules, List<LogEntry> history) throws Exception {
        var database = TestDatabase.fresh().dataSource();
        Flyway.configure()
                .dataSource(database)
                .locations(
                        "db/feed-log/ledger",
                        "db/feed-log/restore",
                        "db/told",
                        "db/feed-log/projection",
                        "db/migration")
                .load()
                .migrate();
        var projection = new TimelineProjection("t.shifts", rules, () -> {}, Voice.LIVE);
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (var entry : history) {
                projection.apply(connection, List.of(entry));
                connection.commit();
            }
            try (var select = connection.prepareStatement("""
                            select row(holder, issue_id, confirmed_by, class)::text from shift
                             where known_to is null order by 1
                            """);
                    var rows = select.executeQuery()) {
                var standing = new ArrayList<String>();
                while (rows.next()) {
                    standing.add(rows.getString(1));
                }
                return standing;
            }
        }
    }
}
