package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.diplofeed.testkit.TestDatabase;

/** A fresh database with the tables of the log and of {@link Recording}. */
record LogDatabase(DataSource source) {
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    static LogDatabase fresh() throws SQLException, IOException {
        var database = new LogDatabase(TestDatabase.fresh().dataSource());
        database.execute(script("ledger/V0_1__event_ledger.sql"));
        database.execute(script("ledger/R__relay_refusal.sql"));
        database.execute(script("projection/V0_2__projection.sql"));
        database.execute(script("restore/R__log_restore.sql"));
        database.execute(Recording.TABLE);
        return database;
    }

    private static String script(String name) throws IOException {
        try (var stream = requireNonNull(LogDatabase.class.getResourceAsStream("/db/feed-log/" + name), name)) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    List<String> texts(String sql) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    <T> T in(Transactions.Work<T, SQLException> work) throws SQLException {
        return Transactions.run(source, TIMEOUT, work);
    }

    List<AppendedEvent> append(NewEvent... events) throws SQLException {
        return in(connection -> new EventLedger().append(connection, List.of(events)));
    }
}
