package org.diplofeed.alert.delivery;

import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.mail.LetterWriter;
import org.diplofeed.alert.mail.PostOffice;
import org.diplofeed.alert.target.AddressRange;
import org.diplofeed.alert.target.AddressRules;
import org.diplofeed.alert.target.TargetClient;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;

/** The queue and its workers on a database of the test's own, sending to loopback. */
final class DeliveryBench {
    static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");
    static final DeliverySettings SETTINGS = settings(Duration.ofSeconds(20));
    static final DeliverySettings SHORT_LEASE = settings(Duration.ofMillis(1));
    /** Shared by the JVM's tests; ends with it. */
    static final TargetClient CLIENT = new TargetClient(
            Vertx.vertx(),
            new HttpClientOptions().setMaxPoolSize(64),
            _ -> List.of(InetAddress.ofLiteral("127.0.0.1")),
            new AddressRules(List.of(AddressRange.parse("127.0.0.0/8"))),
            Duration.ofSeconds(5),
            4_096);

    private static final LetterWriter LETTERS = new LetterWriter("https://alerts.example");

    final AlertDatabase database = new AlertDatabase();

    DeliveryWorkers workers() {
        return DeliveryWorkers.start(
                database.source(),
                SETTINGS,
                CLIENT,
                database.secrets(),
                PostOffice.NONE,
                LETTERS,
                new DeliveryMetrics(new SimpleMeterRegistry()));
    }

    DeliveryQueue queue() {
        return new DeliveryQueue(database.source(), SETTINGS);
    }

    DeliverySender sender() {
        return new DeliverySender(
                CLIENT, database.secrets(), new MailSender(PostOffice.NONE, LETTERS, database.secrets()));
    }

    long deliveries(String state) {
        return Long.parseLong(database.texts("select count(*) from delivery where state = ?", state)
                .getFirst());
    }

    static ShiftConfirmed confirmed(String shiftId, long sequence) {
        return new ShiftConfirmed(shift(shiftId, AT), sequence, recorded(shiftId, AT.plusSeconds(60)));
    }

    static ShiftWithdrawn withdrawn(String shiftId, long sequence) {
        return new ShiftWithdrawn(shift(shiftId, AT), sequence, retracted(shiftId, AT.plusSeconds(600)));
    }

    static JsonNode json(String text) {
        try {
            return FeedJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static DeliverySettings settings(Duration lease) {
        return new DeliverySettings(64, 8, 4, lease, Duration.ofMillis(100), 64, 16, 1_000, Duration.ofMillis(100));
    }
}
