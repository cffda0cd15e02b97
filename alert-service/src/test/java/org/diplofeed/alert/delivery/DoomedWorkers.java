package org.diplofeed.alert.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.diplofeed.alert.mail.LetterWriter;
import org.diplofeed.alert.mail.PostOffice;
import org.diplofeed.alert.target.AddressRange;
import org.diplofeed.alert.target.AddressRules;
import org.diplofeed.alert.target.TargetClient;
import org.diplofeed.alert.webhook.SecretBox;
import org.postgresql.ds.PGSimpleDataSource;

/** The workers in a process of their own, for a test to kill. */
final class DoomedWorkers {
    private DoomedWorkers() {}

    /** Starts it; a name is looked up for ever if it shall hang between claim and send. */
    static Process start(String url, String username, String password, boolean hangs) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedWorkers.class.getName(),
                        url,
                        username,
                        password,
                        Boolean.toString(hangs))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser(arguments[1]);
        database.setPassword(arguments[2]);
        boolean hangs = Boolean.parseBoolean(arguments[3]);
        var never = new CountDownLatch(1);
        var client = new TargetClient(
                Vertx.vertx(),
                new HttpClientOptions(),
                _ -> {
                    if (hangs) {
                        awaitFor(never);
                    }
                    return List.of(InetAddress.ofLiteral("127.0.0.1"));
                },
                new AddressRules(List.of(AddressRange.parse("127.0.0.0/8"))),
                Duration.ofMinutes(5),
                4_096);
        try (var _ = DeliveryWorkers.start(
                database,
                new DeliverySettings(
                        64, 8, 4, Duration.ofSeconds(2), Duration.ofMillis(200), 64, 16, 1_000, Duration.ofMillis(100)),
                client,
                new SecretBox(new byte[32]),
                PostOffice.NONE,
                new LetterWriter("https://alerts.example"),
                new DeliveryMetrics(new SimpleMeterRegistry()))) {
            never.await();
        }
    }

    private static void awaitFor(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
