package org.diplofeed.alert;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.diplofeed.alert.alerts.AlertProjection;
import org.diplofeed.alert.webhook.HmacSecret;
import org.diplofeed.alert.webhook.SecretBox;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.diplofeed.log.LogEntry;
import org.diplofeed.log.LogRestore;
import org.diplofeed.testkit.TestDatabase;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** The service's tables in a database of the test's own, with the projection but without broker and HTTP. */
public final class AlertDatabase {
    /** The secret of every subscription made here. */
    public static final HmacSecret SECRET =
            HmacSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").orElseThrow();

    private static final StreamId STREAM = StreamKind.POSITION.of(Samples.HOLDER + "|" + Samples.ISSUE);

    private final DataSource source;
    private final SecretBox secrets = new SecretBox(new byte[32]);
    private final AlertProjection projection = new AlertProjection();
    private long version;

    public AlertDatabase() {
        source = TestDatabase.fresh().dataSource();
        Flyway.configure()
                .dataSource(source)
                .locations(
                        "classpath:db/feed-log/projection", "classpath:db/feed-log/restore", "classpath:db/migration")
                .load()
                .migrate();
    }

    public DataSource source() {
        return source;
    }

    public SecretBox secrets() {
        return secrets;
    }

    /** An active subscription to everything, with maxAge off. */
    public void subscribe(String id, String url) {
        subscribe(id, url, "{}", null, "active", false);
    }

    public void subscribe(
            String id, String url, String filter, @Nullable Duration maxAge, String status, boolean ordered) {
        run("""
                insert into subscription values (?, 'org', 'desk', ?, ?, ?, ?, ?, null, 1, clock_timestamp(), clock_timestamp(), false)
                """, id, filter, url, maxAge == null ? null : maxAge.toSeconds(), ordered, status);
        run("insert into alert_chain (subscription_id) values (?)", id);
        run("insert into endpoint (subscription_id) values (?)", id);
        run(
                "insert into signing_key values (?, ?, 'v1', ?, null, clock_timestamp(), null)",
                "key_" + id,
                id,
                secrets.seal(id, SECRET.encoded()));
    }

    /** The same to which nothing is told but what is rehearsed. */
    public void sandbox(String id, String url) {
        subscribe(id, url);
        run("update subscription set sandbox = true where subscription_id = ?", id);
    }

    /** Applies events as one batch of one partition; each is named by its place. */
    public void project(FeedEvent... events) {
        project(version, events);
    }

    /** Applies events as if they came for the first time, whose ids follow this one: a re-sent topic, seen anew. */
    public void project(long firstVersion, FeedEvent... events) {
        var entries = IntStream.range(0, events.length)
                .mapToObj(i -> entry(firstVersion + i + 1, events[i]))
                .toList();
        version = Math.max(version, firstVersion + events.length);
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            projection.apply(connection, entries);
            connection.commit();
        } catch (SQLException e) {
            throw new AssertionError("the batch was not applied", e);
        }
    }

    /** Says that a log was restored here, whose last event was recorded then. */
    public void restored(Instant until) {
        try (var connection = source.getConnection()) {
            LogRestore.begin(connection, "file", 0, 0, until, "operator");
        } catch (SQLException e) {
            throw new AssertionError("the restore was not kept", e);
        }
    }

    public int run(String sql, @Nullable Object... values) {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** Rows, by name of column; nulls are left out. */
    public List<Map<String, Object>> rows(String sql, @Nullable Object... values) {
        try (var connection = source.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<Map<String, Object>>();
                while (result.next()) {
                    var row = new HashMap<String, Object>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        if (result.getObject(i) != null) {
                            row.put(result.getMetaData().getColumnName(i), result.getObject(i));
                        }
                    }
                    rows.add(row);
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The first column, as text. */
    public List<String> texts(String sql, @Nullable Object... values) {
        return rows(sql, values).stream()
                .map(row -> String.valueOf(row.values().iterator().next()))
                .toList();
    }

    private static LogEntry entry(long version, FeedEvent event) {
        var envelope = FeedWriter.envelope(
                STREAM,
                version,
                "d" + version,
                Instant.parse("2030-02-01T09:00:00Z").plusSeconds(version),
                event);
        return new LogEntry(
                "shifts",
                0,
                version,
                STREAM.toString(),
                version,
                envelope.recordedTime(),
                envelope.toHeaders(),
                EventCodec.payload(EventCodec.document(event)));
    }
}
