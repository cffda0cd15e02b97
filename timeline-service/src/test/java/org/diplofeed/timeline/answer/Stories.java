package org.diplofeed.timeline.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.builder.RequestSpecBuilder;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.StreamId;
import org.diplofeed.log.LogEntry;
import org.diplofeed.testkit.TestBroker;
import org.diplofeed.timeline.projection.Log;

/** The two sample stories on the log of the service under test, projected to their end. */
final class Stories {
    private static boolean published;

    private Stories() {}

    static RequestSpecification asReader() {
        return as("reader");
    }

    static RequestSpecification as(String role) {
        var token = Jwt.issuer(RunningFeed.ISSUER)
                .subject("test")
                .groups(Set.of(role))
                .expiresIn(Duration.ofMinutes(10))
                .sign(RunningFeed.KEYS.getPrivate());
        // A builder starts from the specification that is set, and its header would be sent first.
        var set = RestAssured.requestSpecification;
        RestAssured.requestSpecification = null;
        var specification = new RequestSpecBuilder()
                .addHeader("Authorization", "Bearer " + token)
                .build();
        RestAssured.requestSpecification = set;
        return specification;
    }

    static synchronized void published() {
        if (published) {
            return;
        }
        var nato = Log.sample("nato-question-2021-2022").entries();
        publish(nato);
        publish(Log.sample("moscow-talks-2025-12").entries().stream()
                .filter(entry -> !SHARED.contains(entry.streamId()))
                .toList());
        eventually(() -> rests("UKR/ua.nato-join", "st.nato.z11") && rests("USA/ua.negotiations", "st.us-casualties"));
        eventually(() -> rests("UKR/ua.negotiations", "st.zelenskiy-x") && rests("RUS/ua.nato-join", "st.nato.r05"));
        // The other story is longer, and was recorded at the same times.
        settle(Log.sample("moscow-talks-2025-12").entries().getLast().recordedTime());
        published = true;
    }

    /** The stories, and whatever other tests have recorded by now, settled. */
    static void settled() {
        published();
        var now = RestAssured.given().spec(asReader()).get("/v1/timeline?limit=1");
        if (!now.<Boolean>path("settled")) {
            settle(Instant.parse(now.path("asOf.knownAt")));
        }
    }

    /**
     * Promises, as ingest does, that the log is complete up to a time; then waits until answers say so. The answer to a
     * search is the last to do so: its index is filled behind the projection.
     */
    static void settle(Instant recorded) {
        Map<String, Object> settings = Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "acks", "all");
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : List.of("reference", "statements", "meetings")) {
            for (int part = 0; part < RunningFeed.PARTITIONS; part++) {
                latest.put(new TopicPartition(RunningFeed.PREFIX + topic, part), OffsetSpec.latest());
            }
        }
        try (var admin = Admin.create(settings);
                var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var name = RunningFeed.PREFIX + "progress";
            if (!admin.listTopics().names().get(10, TimeUnit.SECONDS).contains(name)) {
                admin.createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                        .all()
                        .get(10, TimeUnit.SECONDS);
            }
            var ends = new StringJoiner(",");
            admin.listOffsets(latest)
                    .all()
                    .get(10, TimeUnit.SECONDS)
                    .forEach((place, end) -> ends.add("{\"topic\":\"%s\",\"partition\":%d,\"end\":%d}"
                            .formatted(place.topic(), place.partition(), end.offset())));
            producer.send(new ProducerRecord<>(name, "{\"recorded\":\"%s\",\"ends\":[%s]}".formatted(recorded, ends)))
                    .get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
        eventually(() -> RestAssured.given()
                .spec(asReader())
                .get("/v1/timeline?limit=1&text=NATO&knownAt=" + recorded)
                .path("settled"));
    }

    /** Defined by both stories, with one stream of versions each. */
    private static final Set<String> SHARED =
            Set.of("actor/RUS", "actor/UKR", "actor/RUS.KREMLIN", "actor/p.putin", "actor/p.zelenskiy");

    private static boolean rests(String position, String statement) {
        List<String> evidence = RestAssured.given()
                .spec(asReader())
                .get("/v1/positions/" + position)
                .path("position.evidence.statementId");
        return evidence != null && evidence.contains(statement);
    }

    static void publish(List<LogEntry> entries) {
        entries.forEach(entry -> new EventCodec().decode(entry.streamId(), entry.headers(), entry.payload()));
        publishUnread(entries);
    }

    /** Also what no reader understands. */
    static void publishUnread(List<LogEntry> entries) {
        Map<String, Object> settings = Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (var entry : entries) {
                var topic = StreamId.parse(entry.streamId()).kind().topic().name(RunningFeed.PREFIX);
                var message = new ProducerRecord<>(topic, entry.streamId(), entry.payload());
                entry.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
                producer.send(message).get(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    static void eventually(BooleanSupplier condition) {
        eventually(condition, () -> "what was waited for came about");
    }

    private static void eventually(BooleanSupplier condition, Supplier<String> otherwise) {
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        boolean holds = condition.getAsBoolean();
        while (!holds && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            holds = condition.getAsBoolean();
        }
        assertThat(holds).as(otherwise).isTrue();
    }
}
