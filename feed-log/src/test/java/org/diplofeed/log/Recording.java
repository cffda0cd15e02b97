package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.util.List;

/**
 * A projection that writes down, without any guard of its own, what it is given: an event applied twice shows as two
 * rows. Some payloads make it fail in a way of their own.
 */
record Recording(String name) implements Projection {
    static final String TABLE = """
            create table applied (
                place bigserial, projection text, stream_id text, version bigint, payload text check (payload <> 'SQL'));
            create table switched (name text primary key);
            """;

    /** Fails with an exception that quotes the payload, as careless code does. */
    static final String THROWS = "THROWS top secret";

    /** Fails until a row stands in {@code switched}. */
    static final String FAILS_UNTIL_SWITCHED = "SWITCH top secret";

    /** Violates a constraint, whose error message quotes the row. */
    static final String SQL = "SQL";

    /** Overflows the stack. */
    static final String DEEP = "DEEP";

    @Override
    public void apply(Connection connection, List<LogEntry> entries) throws Exception {
        try (var insert = connection.prepareStatement(
                "insert into applied (projection, stream_id, version, payload) values (?, ?, ?, ?)")) {
            for (var entry : entries) {
                var payload = new String(entry.payload(), UTF_8);
                switch (payload) {
                    case THROWS -> throw new IllegalStateException("cannot apply " + payload);
                    case DEEP -> overflow(1);
                    case FAILS_UNTIL_SWITCHED -> requireSwitch(connection);
                    default -> {}
                }
                insert.setString(1, name);
                insert.setString(2, entry.streamId());
                insert.setLong(3, entry.streamVersion());
                insert.setString(4, payload);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void requireSwitch(Connection connection) throws Exception {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from switched")) {
            rows.next();
            if (rows.getInt(1) == 0) {
                throw new IllegalStateException("not switched on for top secret");
            }
        }
    }

    // Recursion without end is what this is for.
    @SuppressWarnings("InfiniteRecursion")
    private static int overflow(int depth) {
        return overflow(depth + 1) + depth;
    }
}
