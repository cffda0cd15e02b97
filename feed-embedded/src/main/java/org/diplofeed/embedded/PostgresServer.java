package org.diplofeed.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A real Postgres 18 as a process of its own, reachable on the loopback address only.
 *
 * <p>Its cluster is made when the directory is empty and kept as it is otherwise. The password is random, and readable
 * by the directory's owner alone. The server stops when it is closed and also when this JVM dies, however it dies; what
 * a killed server left behind is cleared at the next start. Runs as root too, where the operating system lets Postgres
 * have another user (see {@link Unprivileged}).
 */
public final class PostgresServer implements AutoCloseable {
    /** What a crash of the machine may cost. */
    public enum Durability {
        /** Nothing that was committed: every commit reaches the disk. */
        DURABLE,
        /** Everything: for tests. A killed process still loses nothing. */
        DISPOSABLE
    }

    private static final String USER = "postgres";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Path directory;
    private final Unprivileged runner;
    private final PostgresBinaries binaries;
    private final DirectoryLock lock;
    private final int port;
    private final String password;
    private final Process tether;

    private PostgresServer(
            Path directory,
            Unprivileged runner,
            PostgresBinaries binaries,
            DirectoryLock lock,
            int port,
            String password,
            Process tether) {
        this.directory = directory;
        this.runner = runner;
        this.binaries = binaries;
        this.lock = lock;
        this.port = port;
        this.password = password;
        this.tether = tether;
    }

    /**
     * Starts a server and returns when it accepts connections.
     *
     * @param directory where cluster, password and log are and stay; created when missing, held exclusively
     * @param port the port to listen on, or 0 for a free one
     * @throws IllegalStateException when the directory is in use, or the server cannot start: the message ends with
     *     what the server said
     */
    public static PostgresServer start(Path directory, int port, Durability durability) {
        var lock = DirectoryLock.acquire(directory);
        try {
            var binaries = PostgresBinaries.unpacked();
            var runner = Unprivileged.detect();
            String password = password(directory);
            if (!Files.exists(directory.resolve("data/PG_VERSION"))) {
                makeCluster(directory, binaries, runner);
            }
            clearLeftovers(directory, binaries, runner);
            int listen = port == 0 ? FreePort.find() : port;
            launch(directory, binaries, runner, options(listen, durability));
            var tether = Tether.onEndOfThisProcess(runner.command(stopCommand(directory, binaries, "immediate")));
            return new PostgresServer(directory, runner, binaries, lock, listen, password, tether);
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error failure) {
            lock.close();
            throw failure;
        }
    }

    /** The port that the server listens on. */
    public int port() {
        return port;
    }

    /** The superuser's name. */
    public String username() {
        return USER;
    }

    /** The superuser's password. */
    public String password() {
        return password;
    }

    /** The JDBC URL of a database, without credentials. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The URL of a database for the Vert.x client, without credentials. */
    public String reactiveUrl(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The server process, as long as there is one. */
    public Optional<ProcessHandle> process() {
        return postmaster(directory);
    }

    /** A new connection to a database, as the superuser. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, password);
    }

    /** Creates a database unless there is one of that name. */
    public void createDatabase(String name) {
        try (var connection = connect("postgres");
                var query = connection.prepareStatement("select 1 from pg_database where datname = ?");
                var creation = connection.createStatement()) {
            query.setString(1, name);
            try (var found = query.executeQuery()) {
                if (!found.next()) {
                    creation.execute("create database " + creation.enquoteIdentifier(name, true));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not create the database " + name, e);
        }
    }

    /** Stops the server: open transactions are rolled back, the next start has nothing to recover. */
    @Override
    public void close() {
        try {
            if (postmaster(directory).isPresent()) {
                runner.run(stopCommand(directory, binaries, "fast"), log(directory), STOP);
            }
        } finally {
            tether.destroyForcibly();
            lock.close();
        }
    }

    private static void makeCluster(Path directory, PostgresBinaries binaries, Unprivileged runner) throws IOException {
        Path data = directory.resolve("data");
        DirectoryTree.delete(data); // an earlier initdb that did not finish
        runner.own(directory);
        runner.run(
                List.of(
                        binaries.program("initdb"),
                        "--pgdata=" + data,
                        "--username=" + USER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + directory.resolve("password"),
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-sync"),
                log(directory),
                START);
    }

    /**
     * Whoever holds the directory's lock is the only one to run a server here: one that still runs lost its owner, and
     * a lock file whose process is no Postgres was left by a killed one whose number somebody else has now.
     */
    private static void clearLeftovers(Path directory, PostgresBinaries binaries, Unprivileged runner)
            throws IOException {
        Path lockFile = directory.resolve("data/postmaster.pid");
        if (!Files.exists(lockFile)) {
            return;
        }
        if (postmaster(directory).isPresent()) {
            runner.run(stopCommand(directory, binaries, "fast"), log(directory), STOP);
        } else {
            Files.deleteIfExists(lockFile);
        }
    }

    private static void launch(Path directory, PostgresBinaries binaries, Unprivileged runner, String options) {
        var command = List.of(
                binaries.program("pg_ctl"),
                "start",
                "--pgdata=" + directory.resolve("data"),
                "--log=" + log(directory),
                "--wait",
                "--timeout=" + START.toSeconds(),
                "--options=" + options);
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                runner.run(command, log(directory), START.plusSeconds(5));
                return;
            } catch (CommandFailed failure) {
                // The workers of a killed server hold its shared memory for a moment more; each try takes a while.
                boolean dying =
                        failure.getMessage() != null && failure.getMessage().contains("shared memory block");
                if (!dying || System.nanoTime() > deadline) {
                    throw failure;
                }
            }
        }
    }

    private static List<String> stopCommand(Path directory, PostgresBinaries binaries, String mode) {
        return List.of(
                binaries.program("pg_ctl"),
                "stop",
                "--pgdata=" + directory.resolve("data"),
                "--mode=" + mode,
                "--wait",
                "--timeout=" + STOP.toSeconds());
    }

    private static String options(int port, Durability durability) {
        var settings = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "shared_buffers=64MB",
                "max_connections=150",
                "max_wal_size=512MB",
                "max_locks_per_transaction=128",
                "autovacuum_naptime=15s",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC"));
        if (durability == Durability.DISPOSABLE) {
            settings.addAll(List.of("fsync=off", "full_page_writes=off"));
        }
        return "-c " + String.join(" -c ", settings);
    }

    private static Optional<ProcessHandle> postmaster(Path directory) {
        try (var lines = Files.lines(directory.resolve("data/postmaster.pid"))) {
            return lines.findFirst()
                    .map(String::trim)
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(process ->
                            process.info().command().orElse("postgres").contains("postgres"));
        } catch (IOException | NumberFormatException | UncheckedIOException noneRuns) {
            return Optional.empty();
        }
    }

    private static String password(Path directory) throws IOException {
        Path file = directory.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random) + "\n", StandardCharsets.US_ASCII);
        }
        return Files.readString(file, StandardCharsets.US_ASCII).trim();
    }

    private static Path log(Path directory) {
        return directory.resolve("postgres.log");
    }
}
