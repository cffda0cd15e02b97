package org.diplofeed.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real database whose every second commit happens and is then reported as a lost connection. */
final class UnreliableCommits {
    private final DataSource database;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    UnreliableCommits(DataSource database) {
        this.database = database;
    }

    int broken() {
        return broken.get();
    }

    DataSource source() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        var result = method.invoke(database, arguments);
                        return result instanceof Connection connection ? unreliable(connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Connection unreliable(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        var result = method.invoke(connection, arguments);
                        if (method.getName().equals("commit") && commits.incrementAndGet() % 2 == 0) {
                            broken.incrementAndGet();
                            connection.close();
                            throw new SQLException("connection lost after commit", "08006");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
