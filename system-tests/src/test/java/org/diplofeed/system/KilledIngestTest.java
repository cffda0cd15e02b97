package org.diplofeed.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.stack.ServiceName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ingest-service promises when its process is killed: nothing accepted is lost, nothing happens twice. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KilledIngestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STATEMENTS = 2_000;
    private static final long SEED = 20_251_202L;
    private static final int KILLS = 2;

    private static @Nullable RunningSystem system;

    @BeforeAll
    static void start() throws IOException {
        system = RunningSystem.start();
        define("actors/KIL", "{\"type\":\"STATE\",\"name\":\"A state\"}");
        define("issues/ki.issue", "{\"proposition\":\"Something is so.\"}");
    }

    @AfterAll
    static void stop() throws IOException {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void a_bulk_load_that_is_killed_and_sent_again_is_on_the_log_whole_dense_and_in_order() throws Exception {
        // given
        var random = new Random(SEED);
        var load = load("ki.s");
        for (int kill = 0; kill < KILLS; kill++) {
            send(first(), load, 1 + random.nextInt(2 * STATEMENTS), KilledIngestTest::crashFirst);
        }

        // when
        var verdicts = send(first(), load, Integer.MAX_VALUE, KilledIngestTest::crashFirst);

        // then
        assertWhole("ki.s", verdicts);
    }

    @Test
    void two_processes_that_are_sent_the_same_write_it_once_and_one_that_is_killed_leaves_it_to_the_other()
            throws Exception {
        // given
        var load = load("tw.s");
        List<String> verdicts;
        try (var second = SecondIngest.start(system().stack());
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            int some = 1 + new Random(SEED).nextInt(STATEMENTS);
            var killed = senders.submit(() -> send(second.address(), load, some, second::kill));
            var other = senders.submit(() -> send(first(), load, Integer.MAX_VALUE, KilledIngestTest::crashFirst));
            killed.get();

            // when
            verdicts = other.get();
        }

        // then
        assertWhole("tw.s", verdicts);
    }

    private static void assertWhole(String prefix, List<String> verdicts) {
        assertThat(verdicts).as("seed %d", SEED).hasSize(2 * STATEMENTS);
        assertThat(Set.copyOf(verdicts)).as("seed %d", SEED).isSubsetOf("accepted", "replayed");
        var streams = awaitLog("statement/" + prefix, STATEMENTS, 2);
        assertThat(streams).as("seed %d", SEED).hasSize(STATEMENTS);
        assertThat(streams)
                .allSatisfy((stream, versions) -> assertThat(firstAppearances(versions))
                        .as("seed %d, %s", SEED, stream)
                        .containsExactly(1L, 2L));
    }

    @Test
    void an_embargo_outlives_a_crash_and_lets_its_stream_out_in_order_when_it_is_due() throws Exception {
        // given
        var due = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.SECONDS);
        var publisher = system().publisher();
        var held = statement("ki.held").put("embargoUntil", due.toString());
        FeedApi.expect("hold", publisher.post("/v1/statements", held));
        FeedApi.expect(
                "correct",
                publisher.post(
                        "/v1/statements/ki.held/corrections",
                        JSON.readTree("{\"patch\":{\"note\":\"Checked.\"},\"reason\":\"CODING_ERROR\"}")));

        // when
        system().stack().crashAndRestart(ServiceName.INGEST);
        var streams = awaitLog("statement/ki.held", 1, 2);

        // then
        assertThat(streams.get("statement/ki.held")).isNotNull();
        assertThat(firstAppearances(Objects.requireNonNull(streams.get("statement/ki.held"))))
                .containsExactly(1L, 2L);
        assertThat(records("statement/ki.held"))
                .allSatisfy(fetched -> assertThat(Instant.parse(Log.header(fetched, "ce_recordedtime")))
                        .isAfterOrEqualTo(due));
    }

    /** Statements, each with a correction of it somewhere behind. */
    private static List<String> load(String prefix) throws IOException {
        var lines = new ArrayList<String>();
        for (int i = 0; i < STATEMENTS; i++) {
            lines.add(event(prefix + i, "diplofeed.statement.recorded.v1", statement(prefix + i)));
            if (i % 100 == 99) {
                for (int j = i - 99; j <= i; j++) {
                    var correction = (ObjectNode) JSON.readTree(
                            "{\"target\":\"%s%d\",\"patch\":{\"note\":\"Checked.\"},\"reason\":\"CODING_ERROR\"}"
                                    .formatted(prefix, j));
                    lines.add(event(prefix + "c" + j, "diplofeed.record.corrected.v1", correction));
                }
            }
        }
        return lines;
    }

    private static String event(String id, String type, ObjectNode data) {
        var event = JSON.createObjectNode();
        event.put("specversion", "1.0")
                .put("id", id)
                .put("source", "urn:test:killed")
                .put("type", type);
        event.set("data", data);
        return event.toString();
    }

    private static ObjectNode statement(String id) throws IOException {
        return (ObjectNode) JSON.readTree("""
                {"statementId":"%s","kind":"UTTERANCE",
                 "occurred":{"from":"2025-12-02T10:00:00Z","to":"2025-12-02T10:00:00Z","precision":"INSTANT"},
                 "speaker":{"actorId":"KIL"},"onBehalfOf":["KIL"],"authority":"PRINCIPAL","attribution":"ON_RECORD",
                 "speechAct":"STATE","channel":"OFFICIAL_SITE","summary":"Says yes.",
                 "source":{"sourceId":"src.1","kind":"OFFICIAL_RELEASE","publisher":"Office","originGroup":"office",
                           "publishedAt":"2025-12-02","language":"en","reliability":"B"}}
                """.formatted(id));
    }

    private static URI first() {
        return URI.create(system().stack().url(ServiceName.INGEST));
    }

    private static void crashFirst() {
        system().stack().crashAndRestart(ServiceName.INGEST);
    }

    /** Sends the load and reads its verdicts; when so many have come back, crashes who gives them. */
    private static List<String> send(URI ingest, List<String> load, int most, Runnable crash)
            throws IOException, InterruptedException {
        var token = system().stack().tokens().issue(Set.of("publisher"), "loader", "press", Duration.ofHours(1));
        var verdicts = new ArrayList<String>();
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var request = HttpRequest.newBuilder(ingest.resolve("/v1/events"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(String.join("\n", load)))
                    .build();
            var answer = http.send(request, BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    verdicts.add(JSON.readTree(line).path("verdict").asText());
                    if (verdicts.size() == most) {
                        crash.run();
                        http.shutdownNow();
                        return verdicts;
                    }
                }
            }
        }
        return verdicts;
    }

    /** The versions by stream in order of the log, once there are so many of each. */
    private static Map<String, List<Long>> awaitLog(String prefix, int streams, int versions) {
        var deadline = Instant.now().plusSeconds(90);
        Map<String, List<Long>> found;
        do {
            found = new LinkedHashMap<>();
            for (var fetched : records(prefix)) {
                found.computeIfAbsent(fetched.key(), _ -> new ArrayList<>())
                        .add(Long.parseLong(Log.header(fetched, "ce_streamversion")));
            }
        } while ((found.size() < streams
                        || found.values().stream()
                                .anyMatch(seen -> firstAppearances(seen).size() < versions))
                && Instant.now().isBefore(deadline));
        return found;
    }

    private static List<ConsumerRecord<String, byte[]>> records(String prefix) {
        return new Log(system().stack().bootstrapServers())
                .read("diplofeed.statements").stream()
                        .filter(fetched -> fetched.key().startsWith(prefix))
                        .toList();
    }

    /** Each version where it is seen first: a relay that died may have sent some twice. */
    private static List<Long> firstAppearances(List<Long> versions) {
        return versions.stream().distinct().toList();
    }

    private static void define(String path, String body) throws IOException {
        FeedApi.expect("define", system().publisher().put("/v1/" + path, JSON.readTree(body)));
    }

    private static RunningSystem system() {
        return Objects.requireNonNull(system);
    }
}
