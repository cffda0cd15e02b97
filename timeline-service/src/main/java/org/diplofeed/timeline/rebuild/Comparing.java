package org.diplofeed.timeline.rebuild;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.log.StoredOffsets;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.generation.GenerationRows;
import org.diplofeed.timeline.generation.Generations;
import org.diplofeed.timeline.projection.Differences;
import org.diplofeed.timeline.projection.Differences.ShiftDifference;
import org.diplofeed.timeline.rebuild.Comparison.Flip;
import org.diplofeed.timeline.rebuild.Comparison.Line;
import org.diplofeed.timeline.rebuild.Comparison.Positions;
import org.diplofeed.timeline.rebuild.Comparison.Table;

/** Compares two generations in one snapshot in which both stand at the same place. */
final class Comparing {
    private static final int SAMPLES = 50;
    private static final String LINE = "(%1$s.stance, %1$s.firmness, %1$s.conditions)";

    private final Connection connection;
    private final String live;
    private final String rebuilt;

    private Comparing(Connection connection, int live, int rebuilt) {
        this.connection = connection;
        this.live = Generation.schema(live);
        this.rebuilt = Generation.schema(rebuilt);
    }

    static Comparison of(Connection connection, int live, int rebuilt, String by) throws SQLException {
        return new Comparing(connection, live, rebuilt).compare(live, rebuilt, by);
    }

    private Comparison compare(int liveNumber, int number, String by) throws SQLException {
        var differences = Differences.read(connection, rebuilt, live);
        var tables = new ArrayList<Table>();
        for (var content : Content.ALL) {
            tables.add(table(content));
        }
        var positions = positions();
        boolean same = differences.none() && tables.stream().allMatch(Table::same);
        return new Comparison(
                number,
                liveNumber,
                differences.digest(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                by,
                rules(number),
                rules(liveNumber),
                same,
                StoredOffsets.behind(
                        Generations.offsets(liveNumber).read(connection),
                        Generations.offsets(number).read(connection)),
                List.copyOf(tables),
                positions,
                shifts(differences),
                alerts(differences),
                notices(differences),
                new Comparison.Parked(count(live + ".parked_stream"), count(rebuilt + ".parked_stream")),
                count(rebuilt + ".text_pending"));
    }

    private RulesAnswer rules(int number) throws SQLException {
        return RulesAnswer.of(
                GenerationRows.find(connection, number).orElseThrow().rules());
    }

    /** The hash of a table is the sum of its rows' hashes, whatever their order. */
    private Table table(Content content) throws SQLException {
        try (var select = connection.prepareStatement("""
                select l.rows, g.rows, l.rows = g.rows and l.hash is not distinct from g.hash
                  from (select count(*) as rows, sum(hashtextextended(row(%3$s)::text, 0)) as hash from %1$s.%4$s) l,
                       (select count(*) as rows, sum(hashtextextended(row(%3$s)::text, 0)) as hash from %2$s.%4$s) g
                """.formatted(live, rebuilt, content.columns(), content.rows()));
                var rows = select.executeQuery()) {
            rows.next();
            return new Table(content.table(), rows.getLong(1), rows.getLong(2), rows.getBoolean(3));
        }
    }

    private Positions positions() throws SQLException {
        var flips = new ArrayList<Flip>();
        long flipped = 0;
        // A row without a stance holds nothing, and need not be there.
        var join = """
                from (select * from %1$s.position where stance is not null) l
                  full join (select * from %2$s.position where stance is not null) g using (holder, issue_id)
                """.formatted(live, rebuilt);
        var moved = LINE.formatted("l") + " is distinct from " + LINE.formatted("g");
        try (var select = connection.prepareStatement(
                        """
                select holder, issue_id, l.stance, l.firmness, l.conditions, l.since,
                       g.stance, g.firmness, g.conditions, g.since, count(*) over ()
                """ + join + " where " + moved + " order by holder, issue_id limit " + SAMPLES);
                var rows = select.executeQuery()) {
            while (rows.next()) {
                flips.add(new Flip(rows.getString(1), rows.getString(2), line(rows, 3), line(rows, 7)));
                flipped = rows.getLong(11);
            }
        }
        long otherwise;
        try (var select = connection.prepareStatement("select count(*) " + join + " where not (" + moved
                        + ") and (l.status, l.since, l.points, l.state) is distinct from"
                        + " (g.status, g.since, g.points, g.state)");
                var rows = select.executeQuery()) {
            rows.next();
            otherwise = rows.getLong(1);
        }
        return new Positions(
                count(live + ".position where stance is not null"),
                count(rebuilt + ".position where stance is not null"),
                flipped,
                otherwise,
                List.copyOf(flips));
    }

    private static Line line(ResultSet row, int from) throws SQLException {
        int stance = row.getInt(from);
        boolean none = row.wasNull();
        var conditions = row.getArray(from + 2);
        return new Line(
                none ? null : stance,
                row.getString(from + 1),
                conditions == null ? List.of() : List.of((String[]) conditions.getArray()),
                row.getString(from + 3));
    }

    private Comparison.Shifts shifts(Differences differences) throws SQLException {
        return new Comparison.Shifts(
                count("public.shift where known_to is null"),
                count(rebuilt + ".standing_shift"),
                differences.shifts().stream().filter(Comparing::gained).count(),
                differences.shifts().stream().filter(shift -> !gained(shift)).count(),
                differences.shifts().stream()
                        .limit(SAMPLES)
                        .map(shift -> new Comparison.Sample(
                                gained(shift) ? "GAINED" : "LOST",
                                shift.key().holder(),
                                shift.key().issueId(),
                                shift.ref().classification().name(),
                                shift.ref().confirmedBy(),
                                shift.current()))
                        .toList());
    }

    private static Comparison.Alerts alerts(Differences differences) {
        var shifts = differences.shifts();
        return new Comparison.Alerts(
                shifts.stream()
                        .filter(shift -> gained(shift) && shift.current())
                        .count(),
                shifts.stream()
                        .filter(shift -> !gained(shift) && shift.current())
                        .count(),
                shifts.stream()
                        .filter(shift -> !gained(shift) && !shift.current() && shift.alerted())
                        .count(),
                shifts.stream()
                        .filter(shift -> !shift.current() && !shift.alerted())
                        .count());
    }

    private static Comparison.Notices notices(Differences differences) {
        var notices = differences.notices();
        return new Comparison.Notices(
                notices.stream()
                        .filter(notice -> notice.status() == NoticeStatus.RAISED)
                        .count(),
                notices.stream()
                        .filter(notice -> notice.status() == NoticeStatus.CLOSED)
                        .count(),
                notices.stream()
                        .limit(SAMPLES)
                        .map(notice -> new Comparison.NoticeSample(
                                notice.status().name(), notice.kind().name(), notice.subject(), notice.statementId()))
                        .toList());
    }

    private static boolean gained(ShiftDifference shift) {
        return shift.change() == RevisionChange.CONFIRMED;
    }

    private long count(String what) throws SQLException {
        try (var select = connection.prepareStatement("select count(*) from " + what);
                var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
