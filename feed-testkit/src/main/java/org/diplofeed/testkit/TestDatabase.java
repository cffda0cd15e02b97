package org.diplofeed.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.diplofeed.embedded.DirectoryTree;
import org.diplofeed.embedded.PostgresServer;
import org.diplofeed.embedded.PostgresServer.Durability;
import org.postgresql.ds.PGSimpleDataSource;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * An empty database of its own for one test class or one test, on the Postgres that all tests of this JVM share.
 *
 * @param name the database's name, which nobody else gets
 * @param jdbcUrl its JDBC URL, without credentials
 * @param reactiveUrl its URL for the Vert.x client, without credentials
 * @param username a superuser's name
 * @param password and password
 */
public record TestDatabase(String name, String jdbcUrl, String reactiveUrl, String username, String password) {

    /** A new, empty database; the first call starts Postgres. */
    public static TestDatabase fresh() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        Server server = Server.RUNNING;
        try (var connection =
                        DriverManager.getConnection(server.jdbcUrl("postgres"), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("could not create a database for a test", e);
        }
        String address = server.host() + ":" + server.port() + "/" + name;
        return new TestDatabase(
                name, "jdbc:postgresql://" + address, "postgresql://" + address, server.username(), server.password());
    }

    /** Connects anew at each call, without a pool. */
    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl);
        source.setUser(username);
        source.setPassword(password);
        return source;
    }

    /** The one Postgres; made by the first call, which is when the class is loaded. */
    private record Server(String host, int port, String username, String password) {
        static final Server RUNNING = start();

        String jdbcUrl(String database) {
            return "jdbc:postgresql://" + host + ":" + port + "/" + database;
        }

        private static Server start() {
            return switch (Infrastructure.chosen()) {
                case EMBEDDED -> embedded();
                case CONTAINERS -> container();
            };
        }

        private static Server embedded() {
            try {
                Path directory = Files.createTempDirectory("diplofeed-postgres");
                var server = PostgresServer.start(directory, 0, Durability.DISPOSABLE);
                AtEnd.run(() -> {
                    server.close();
                    DirectoryTree.delete(directory);
                });
                return new Server("127.0.0.1", server.port(), server.username(), server.password());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Server container() {
            var postgres = new PostgreSQLContainer("postgres:18");
            postgres.start();
            AtEnd.run(postgres::close);
            return new Server(
                    postgres.getHost(),
                    postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                    postgres.getUsername(),
                    postgres.getPassword());
        }
    }
}
