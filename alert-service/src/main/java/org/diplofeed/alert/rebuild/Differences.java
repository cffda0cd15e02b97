package org.diplofeed.alert.rebuild;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.alert.alerts.AlertProjection;
import org.diplofeed.alert.alerts.RebuiltEvents;
import org.diplofeed.alert.alerts.Untold;

/** How the rows of a rebuild differ from those that are there, while both stand at the same place of the log. */
final class Differences {
    private static final int SAMPLES = 50;

    private final Connection connection;
    private final Rebuild rebuild;
    private final String query;

    private Differences(Connection connection, Rebuild rebuild, String query) {
        this.connection = connection;
        this.rebuild = rebuild;
        this.query = query;
    }

    static Differences of(Connection connection, Rebuild rebuild) throws SQLException {
        boolean certain = parked(connection, RebuiltEvents.name(rebuild.number())) == 0;
        return new Differences(
                connection,
                rebuild,
                DerivedTable.ALL.stream()
                        .map(table -> table.differences(rebuild.schema(), certain))
                        .collect(joining(" union all ", "(", ") d")));
    }

    /** Of all differences, in the order of their tables and ids. */
    String digest() throws SQLException {
        try (var select = connection.createStatement();
                var rows = select.executeQuery("""
                        select encode(sha256(convert_to(coalesce(string_agg(
                                   concat_ws(' ', name, id, change, content), E'\\n' order by name, id collate "C"), ''),
                               'UTF8')), 'hex')
                          from\s""" + query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Makes them a table of the rebuild's, so that they can be put in place and taken back. */
    void keep() throws SQLException {
        DerivedTable.execute(
                connection,
                "truncate %1$s.difference; insert into %1$s.difference select name, id, change from "
                                .formatted(rebuild.schema())
                        + query);
    }

    Comparison report(String by) throws SQLException {
        var tables = new ArrayList<Comparison.Table>();
        for (var table : DerivedTable.ALL) {
            tables.add(table(table));
        }
        return new Comparison(
                rebuild.number(),
                digest(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                by,
                tables.stream().allMatch(Comparison.Table::same),
                List.copyOf(tables),
                new Comparison.Alerts(
                        number("select count(*) from public.alert a join " + query
                                + " on d.name = 'derived_event' and d.change = 'CHANGED' and d.id = a.event_id"),
                        Untold.count(
                                connection,
                                "select e.event_id, e.type, e.occurred, e.recorded, e.payload from " + rebuild.schema()
                                        + ".derived_event e join " + query
                                        + " on d.name = 'derived_event' and d.change = 'MISSING' and d.id = e.event_id")),
                new Comparison.Parked(
                        parked(connection, AlertProjection.NAME),
                        parked(connection, RebuiltEvents.name(rebuild.number()))),
                samples());
    }

    private Comparison.Table table(DerivedTable table) throws SQLException {
        long missing = changes(table, "MISSING");
        long changed = changes(table, "CHANGED");
        long surplus = changes(table, "SURPLUS");
        return new Comparison.Table(
                table.name(),
                number("select count(*) from public." + table.name()),
                number("select count(*) from " + rebuild.schema() + "." + table.name()),
                missing,
                changed,
                surplus,
                number(table.surplus(rebuild.schema())) - surplus,
                missing + changed + surplus == 0);
    }

    private long changes(DerivedTable table, String change) throws SQLException {
        return number("select count(*) from " + query
                + " where name = '%s' and change = '%s'".formatted(table.name(), change));
    }

    private List<Comparison.Sample> samples() throws SQLException {
        try (var select = connection.createStatement();
                var rows = select.executeQuery("select name, id, change from " + query
                        + " order by name, id collate \"C\" limit " + SAMPLES)) {
            var samples = new ArrayList<Comparison.Sample>();
            while (rows.next()) {
                samples.add(new Comparison.Sample(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
            return List.copyOf(samples);
        }
    }

    private long number(String sql) throws SQLException {
        try (var select = connection.createStatement();
                var rows = select.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static long parked(Connection connection, String projection) throws SQLException {
        try (var select =
                connection.prepareStatement("select count(*) from public.parked_stream where projection = ?")) {
            select.setString(1, projection);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
