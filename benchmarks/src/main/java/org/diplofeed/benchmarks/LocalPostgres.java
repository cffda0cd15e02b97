package org.diplofeed.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/**
 * The local stack's Postgres, as its owner sees it.
 *
 * @param port where it listens
 * @param password the superuser's
 */
record LocalPostgres(int port, String password) {
    static final String USER = "postgres";

    static LocalPostgres of(Feed feed) throws IOException {
        var password =
                Files.readString(feed.data().resolve(Path.of("postgres", "password")), StandardCharsets.US_ASCII);
        return new LocalPostgres(feed.postgresPort(), password.strip());
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, password);
    }

    void createDatabase(String name) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
    }

    /** A transaction that has written and never ends: what stalls everything that waits for the oldest one. */
    Connection forgottenTransaction(String database) throws SQLException {
        var connection = connect(database);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("create table if not exists forgotten (n int)");
            statement.execute("insert into forgotten values (1)");
        }
        return connection;
    }

    /** How a Quarkus service finds a database of it. */
    Map<String, String> environment(String database) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", jdbcUrl(database),
                "QUARKUS_DATASOURCE_USERNAME", USER,
                "QUARKUS_DATASOURCE_PASSWORD", password);
    }

    /** The one number that a query says. */
    static long number(PreparedStatement query) throws IOException {
        try (var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    static String script(String resource) throws IOException {
        try (var in = LocalPostgres.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
