package org.diplofeed.timeline.generation;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.ShardingKeyBuilder;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * The database as one generation sees it: its own schema first, then what all share. A connection of the pool keeps the
 * path that it was last given, and is given one only when it changes hands: Postgres plans everything anew then.
 */
public final class GenerationDatabase implements DataSource {
    private static final Map<PGConnection, String> PATHS = Collections.synchronizedMap(new WeakHashMap<>());

    private final DataSource pool;
    private final String path;

    /** @param pool where connections come from; everybody may share it */
    public GenerationDatabase(DataSource pool, int generation) {
        this.pool = pool;
        this.path = path(generation);
    }

    /** The search path of a generation. */
    public static String path(int generation) {
        return Generation.schema(generation) + ", public";
    }

    @Override
    public Connection getConnection() throws SQLException {
        return onPath(pool.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return onPath(pool.getConnection(username, password));
    }

    private Connection onPath(Connection connection) throws SQLException {
        boolean ready = false;
        try {
            var physical = connection.unwrap(PGConnection.class);
            if (!path.equals(PATHS.get(physical))) {
                PATHS.remove(physical);
                connection.setAutoCommit(true);
                try (var statement = connection.createStatement()) {
                    statement.execute("set search_path = " + path);
                }
                PATHS.put(physical, path);
            }
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        throw new SQLFeatureNotSupportedException("connections of a generation are not built");
    }

    @Override
    public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
        return pool.createShardingKeyBuilder();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
