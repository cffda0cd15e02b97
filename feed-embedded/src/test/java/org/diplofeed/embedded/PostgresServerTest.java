package org.diplofeed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.diplofeed.embedded.PostgresServer.Durability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
    @TempDir
    Path directory;

    @Test
    void a_server_started_again_in_its_directory_has_the_rows_of_before() throws Exception {
        // given
        Path home = directory.resolve("with a space");
        try (var server = PostgresServer.start(home, 0, Durability.DURABLE)) {
            server.createDatabase("ingest");
            execute(server, "create table kept (name text)", "insert into kept values ('first')");
        }

        // when
        List<String> rows;
        try (var server = PostgresServer.start(home, 0, Durability.DURABLE)) {
            server.createDatabase("ingest");
            rows = names(server);
        }

        // then
        assertThat(rows).containsExactly("first");
    }

    @Test
    void a_killed_server_starts_again_with_all_that_was_committed() throws Exception {
        // given
        try (var server = PostgresServer.start(directory, 0, Durability.DISPOSABLE)) {
            server.createDatabase("ingest");
            execute(server, "create table kept (name text)", "insert into kept values ('committed')");
            var process = server.process().orElseThrow();
            process.destroyForcibly();
            process.onExit().get(30, TimeUnit.SECONDS);
        }

        // when
        List<String> rows;
        try (var server = PostgresServer.start(directory, 0, Durability.DISPOSABLE)) {
            rows = names(server);
        }

        // then
        assertThat(rows).containsExactly("committed");
    }

    @Test
    void a_lock_file_of_a_process_that_is_no_postgres_is_stale() throws Exception {
        // given
        PostgresServer.start(directory, 0, Durability.DISPOSABLE).close();
        Files.writeString(
                directory.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n");

        // when
        try (var server = PostgresServer.start(directory, 0, Durability.DISPOSABLE)) {
            // then
            assertThat(server.process()).isPresent();
        }
    }

    @Test
    void nobody_gets_in_without_the_password_and_only_its_owner_reads_it() throws Exception {
        try (var server = PostgresServer.start(directory, 0, Durability.DISPOSABLE)) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl("postgres"), "postgres", "postgres"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void the_server_is_postgres_18() throws Exception {
        try (var server = PostgresServer.start(directory, 0, Durability.DISPOSABLE);
                var connection = server.connect("postgres")) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(18);
        }
    }

    @Test
    void a_server_that_cannot_start_says_why() {
        try (var server = PostgresServer.start(directory.resolve("one"), 0, Durability.DISPOSABLE)) {
            assertThatThrownBy(
                            () -> PostgresServer.start(directory.resolve("two"), server.port(), Durability.DISPOSABLE))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("pg_ctl failed")
                    .hasMessageContaining("Address already in use");
        }
    }

    private static void execute(PostgresServer server, String... statements) throws SQLException {
        try (var connection = server.connect("ingest");
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> names(PostgresServer server) throws SQLException {
        try (var connection = server.connect("ingest");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select name from kept")) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
