package org.diplofeed.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.demo.Timeline;
import org.diplofeed.cli.stack.Ports;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.Stack;
import org.diplofeed.cli.stack.StackObserver;
import org.diplofeed.cli.stack.StackSettings;
import org.diplofeed.embedded.DirectoryTree;
import org.jspecify.annotations.Nullable;

/** The packaged services with a broker and a database of their own, on free ports, in a temporary directory. */
final class RunningSystem implements AutoCloseable {
    private final Path directory;
    private final Stack stack;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Stack.@Nullable Instances front;

    private RunningSystem(Path directory, Stack stack) {
        this.directory = directory;
        this.stack = stack;
    }

    static RunningSystem start() throws IOException {
        return start(Map.of());
    }

    static RunningSystem start(Map<String, String> environment) throws IOException {
        Path directory = Files.createTempDirectory("diplofeed system");
        Path home = Path.of(System.getProperty("diplofeed.home"));
        var settings =
                new StackSettings(home, directory, Ports.free(), Set.of(ServiceName.values()), false, environment);
        return new RunningSystem(directory, Stack.start(settings, StackObserver.SILENT));
    }

    Stack stack() {
        return stack;
    }

    /** A service as somebody of this role and organisation sees it. */
    FeedApi api(ServiceName service, String role, String organisation) {
        String token = stack.tokens().issue(Set.of(role), "system-test", organisation, Duration.ofHours(1));
        var instances = front;
        return new FeedApi(http, URI.create(instances == null ? stack.url(service) : instances.url(service)), token);
    }

    /** From now on these instances are asked; null: those that came with the system. */
    void ask(Stack.@Nullable Instances instances) {
        front = instances;
    }

    /** A service's database. */
    Connection database(ServiceName service) throws IOException, SQLException {
        var password = Files.readString(directory.resolve("postgres").resolve("password"))
                .strip();
        int port = stack.settings().ports().postgres();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + service.label(), "postgres", password);
    }

    /** What a service's management port answers. */
    String management(ServiceName service, String path) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + stack.settings().ports().management(service) + path);
        return http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    FeedApi publisher() {
        return api(ServiceName.INGEST, "publisher", "press");
    }

    Timeline timeline() {
        return new Timeline(api(ServiceName.TIMELINE, "reader", "press"));
    }

    /** A newsroom that nobody else is. */
    Newsroom newsroom(String issue) {
        return Newsroom.subscribed(api(ServiceName.ALERT, "newsroom", "newsroom-" + UUID.randomUUID()), issue);
    }

    @Override
    public void close() throws IOException {
        stack.close();
        http.close();
        DirectoryTree.delete(directory);
    }
}
