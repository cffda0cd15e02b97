package org.diplofeed.benchmarks;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/** The timeline's database, looked into from outside to see how far it is. */
final class TimelineStore {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MILLIS_BETWEEN_LOOKS = 20;

    /** Rows that are copied: what fits the benchmark's seconds. */
    private static final int SOME = 20_000;

    private final LocalPostgres postgres;

    TimelineStore(LocalPostgres postgres) {
        this.postgres = postgres;
    }

    /** Waits until so many events of statements were projected. */
    void awaitStatements(long events) throws SQLException, IOException, InterruptedException {
        await("select coalesce(sum(next_offset), 0) >= " + events
                + " from timeline_g1.projection_offset where projection = 'timeline' and topic like '%statements'");
    }

    /** Waits until all texts can be found, so that questions are not asked beside that work. */
    void awaitIndexed() throws SQLException, IOException, InterruptedException {
        await("select not exists (select from timeline_g1.text_pending)");
    }

    private void await(String condition) throws SQLException, IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var connection = postgres.connect("timeline");
                var look = connection.prepareStatement(condition)) {
            while (System.nanoTime() < deadline) {
                try (var rows = look.executeQuery()) {
                    if (rows.next() && rows.getBoolean(1)) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
            }
        }
        throw new IOException("the timeline did not get that far: " + condition);
    }

    /** How many positions are held. */
    long positions() throws SQLException {
        try (var connection = postgres.connect("timeline");
                var rows = connection
                        .createStatement()
                        .executeQuery("select count(*) from timeline_g1.position where stance is not null")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Rows a second when those of the statements are copied into an empty table with indexes as theirs. */
    double copyAgain() throws SQLException, IOException {
        try (var connection = postgres.connect("timeline");
                var statement = connection.createStatement()) {
            statement.execute("create table copied (like timeline_g1.record_revision including all)");
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            var bytes = new ByteArrayOutputStream(SOME * 2_000);
            copy.copyOut(
                    "copy (select * from timeline_g1.record_revision limit " + SOME + ") to stdout (format binary)",
                    bytes);
            var in = new ByteArrayInputStream(bytes.toByteArray());
            long began = System.nanoTime();
            long copied = copy.copyIn("copy copied from stdin (format binary)", in, 1 << 16);
            double rate = copied * 1e9 / (System.nanoTime() - began);
            statement.execute("drop table copied");
            return rate;
        }
    }

    /** A database of its own for what is measured beside the timeline. */
    AgroalDataSource baselines() throws SQLException, IOException {
        postgres.createDatabase("baselines");
        var source = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(4)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(postgres.jdbcUrl("baselines"))
                                .principal(new NamePrincipal(LocalPostgres.USER))
                                .credential(new SimplePassword(postgres.password())))));
        try (var connection = source.getConnection()) {
            connection.createStatement().execute(LocalPostgres.script("/db/feed-log/projection/V0_2__projection.sql"));
        }
        return source;
    }
}
