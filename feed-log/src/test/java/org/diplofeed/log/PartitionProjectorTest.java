package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.diplofeed.log.ProjectionProgress.State;
import org.junit.jupiter.api.Test;

class PartitionProjectorTest {
    private static final Recording RECORDING = new Recording("recording");
    private static final String APPLIED = "select stream_id || '@' || version from applied order by place";

    private static PartitionProjector start(LogDatabase database, LogTopic topic) {
        return PartitionProjector.start(database.source(), topic.kafka(), RECORDING, quick(topic));
    }

    private static ProjectorSettings quick(LogTopic topic) {
        return new ProjectorSettings(
                List.of(topic.name()),
                List.of(),
                topic.name(),
                50,
                2,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                20,
                Duration.ofMinutes(10),
                Duration.ofSeconds(15));
    }

    private static void awaitRead(LogDatabase database, LogTopic topic) throws Exception {
        long end = topic.records().size();
        Await.until(
                "read to the end",
                () -> database.number("select coalesce(sum(next_offset), 0) from projection_offset") == end);
    }

    @Test
    void every_event_takes_effect_once_and_in_order_though_the_log_repeats_and_shuffles_streams() throws Exception {
        // given
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(3);
        var sent = new HashMap<String, Long>();
        for (int i = 0; i < 300; i++) {
            var stream = "statement/" + random.nextInt(12);
            long version = sent.getOrDefault(stream, 0L) + 1;
            long repeated = version > 1 && random.nextInt(3) == 0 ? 1 + random.nextLong(version - 1) : version;
            topic.send(stream, repeated, "p");
            sent.merge(stream, repeated == version ? 1L : 0L, Long::sum);
        }

        // when
        try (var projector = start(database, topic)) {
            awaitRead(database, topic);
            assertThat(projector.progress().fault()).isNull();
        }

        // then
        for (var stream : sent.entrySet()) {
            assertThat(database.texts(
                            "select version from applied where stream_id = '" + stream.getKey() + "' order by place"))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(java.util.stream.LongStream.rangeClosed(1, stream.getValue())
                            .mapToObj(Long::toString)
                            .toList());
        }
        assertThat(database.number("select count(*) from parked_stream")).isZero();
    }

    @Test
    void a_topic_sent_again_from_the_beginning_changes_nothing() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(2);
        for (int version = 1; version <= 5; version++) {
            topic.send("statement/a", version, "p");
            topic.send("statement/b", version, "p");
        }
        try (var projector = start(database, topic)) {
            awaitRead(database, topic);
            var before = database.texts(APPLIED);

            // when
            topic.sendAgain();
            awaitRead(database, topic);

            // then
            assertThat(before).hasSize(10);
            assertThat(database.texts(APPLIED)).isEqualTo(before);
            assertThat(projector.progress().state()).isEqualTo(State.RUNNING);
        }
    }

    @Test
    void a_hole_parks_its_stream_alone_and_fills_by_itself_when_the_missing_version_arrives() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(1);
        topic.send("statement/a", 1, "p");
        topic.send("statement/a", 3, "p");
        topic.send("statement/a", 4, "p");
        topic.send("statement/b", 1, "p");
        try (var projector = start(database, topic)) {
            awaitRead(database, topic);
            var before = database.texts(APPLIED);
            var parked = new ParkedStreams(database.source(), RECORDING).list(10);

            // when
            topic.send("statement/a", 2, "p");
            awaitRead(database, topic);

            // then
            assertThat(before).containsExactly("statement/a@1", "statement/b@1");
            assertThat(parked).singleElement().satisfies(stream -> {
                assertThat(stream.streamId()).isEqualTo("statement/a");
                assertThat(stream.reason()).isEqualTo(ParkedStream.Reason.HOLE);
                assertThat(stream.version()).isEqualTo(2);
                assertThat(stream.events()).isEqualTo(2);
            });
            assertThat(database.texts(APPLIED))
                    .containsExactly(
                            "statement/a@1", "statement/b@1", "statement/a@2", "statement/a@3", "statement/a@4");
            assertThat(new ParkedStreams(database.source(), RECORDING).count()).isZero();
            assertThat(projector.progress().lag()).isZero();
        }
    }

    @Test
    void a_poison_event_parks_its_stream_from_there_and_all_others_go_on_in_order() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(1);
        var expected = new ArrayList<String>();
        for (int version = 1; version <= 6; version++) {
            for (var poison : List.of(Recording.THROWS, Recording.SQL, Recording.DEEP, "fine")) {
                boolean strikes = version == 3 && !poison.equals("fine");
                var stream = "statement/" + poison.charAt(0) + poison.length();
                topic.send(stream, version, strikes ? poison : "p");
                if (version < 3 || poison.equals("fine")) {
                    expected.add(stream + "@" + version);
                }
            }
        }

        // when
        try (var projector = start(database, topic)) {
            awaitRead(database, topic);
            assertThat(projector.progress().state()).isEqualTo(State.RUNNING);
        }

        // then
        assertThat(database.texts(APPLIED)).containsExactlyElementsOf(expected);
        assertThat(new ParkedStreams(database.source(), RECORDING).list(10))
                .hasSize(3)
                .allSatisfy(stream -> {
                    assertThat(stream.reason()).isEqualTo(ParkedStream.Reason.REFUSED);
                    assertThat(stream.version()).isEqualTo(3);
                    assertThat(stream.events()).isEqualTo(4);
                    assertThat(stream.fault()).doesNotContain("secret").isNotEmpty();
                });
    }

    @Test
    void a_record_without_a_usable_envelope_parks_its_stream_and_is_kept() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(1);
        var value = "top secret\u0000".getBytes(UTF_8);
        topic.send("statement/a", 1, "p");
        topic.send("statement/a".getBytes(UTF_8), Map.of("odd", "\u0000"), value);
        topic.send("statement/a", 2, "p");
        topic.send(new byte[] {0, -1}, Map.of(), value);
        topic.send("statement/b", 1, "p");

        // when
        try (var projector = start(database, topic)) {
            awaitRead(database, topic);
            assertThat(projector.progress().state()).isEqualTo(State.RUNNING);
        }

        // then
        assertThat(database.texts(APPLIED)).containsExactly("statement/a@1", "statement/b@1");
        assertThat(new ParkedStreams(database.source(), RECORDING).list(10))
                .extracting(ParkedStream::streamId, ParkedStream::reason, ParkedStream::events)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("statement/a", ParkedStream.Reason.UNREADABLE, 2L),
                        org.assertj.core.groups.Tuple.tuple(
                                "unkeyed/" + topic.name() + "/0", ParkedStream.Reason.UNREADABLE, 1L));
    }

    @Test
    void too_many_parked_streams_pause_the_projection_until_an_operator_resumes_it() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(1);
        for (int stream = 0; stream < 30; stream++) {
            topic.send("statement/" + stream, 1, Recording.THROWS);
        }
        try (var projector = start(database, topic)) {
            Await.until("tripped", () -> projector.progress().state() == State.TRIPPED);
            long parked = database.number("select count(*) from parked_stream");

            // when
            projector.resume();
            awaitRead(database, topic);

            // then
            assertThat(parked).isLessThanOrEqualTo(20);
            assertThat(database.number("select count(*) from parked_stream")).isEqualTo(30);
        }
    }

    @Test
    void a_transient_failure_waits_and_parks_nothing() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(2);
        topic.send("statement/a", 1, "p");
        var broken = new AtomicBoolean(true);
        Projection sometimes = new Projection() {
            @Override
            public String name() {
                return RECORDING.name();
            }

            @Override
            public void apply(java.sql.Connection connection, List<LogEntry> entries) throws Exception {
                if (broken.get()) {
                    throw new SQLException("deadlock", "40P01");
                }
                RECORDING.apply(connection, entries);
            }
        };
        try (var projector = PartitionProjector.start(database.source(), topic.kafka(), sometimes, quick(topic))) {
            Await.until(
                    "backing off",
                    () -> projector.progress().state() == State.BACKING_OFF
                            && !projector.progress().partitions().isEmpty());

            // when
            broken.set(false);
            awaitRead(database, topic);

            // then
            assertThat(database.texts(APPLIED)).containsExactly("statement/a@1");
            assertThat(database.number("select count(*) from parked_stream")).isZero();
        }
    }

    @Test
    void a_commit_that_happened_though_the_connection_broke_is_not_repeated() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(1);
        for (int version = 1; version <= 20; version++) {
            topic.send("statement/a", version, "p");
        }
        var unreliable = new UnreliableCommits(database.source());

        // when
        try (var projector = PartitionProjector.start(unreliable.source(), topic.kafka(), RECORDING, quick(topic))) {
            awaitRead(database, topic);
            topic.send("statement/a", 21, "p");
            awaitRead(database, topic);
            Await.until("nothing left", () -> projector.progress().lag() == 0);
        }

        // then
        assertThat(unreliable.broken()).isPositive();
        assertThat(database.texts(APPLIED))
                .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, 21)
                        .mapToObj(version -> "statement/a@" + version)
                        .toList());
    }

    @Test
    void a_zombie_that_lost_its_partition_writes_nothing() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(1);
        topic.send("statement/a", 1, "p");
        topic.send("statement/a", 2, "p");
        var received = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var impatient = new HashMap<>(topic.kafka());
        impatient.put("max.poll.interval.ms", 1000);
        try (var zombie = PartitionProjector.start(database.source(), impatient, RECORDING, quick(topic), partition -> {
            received.countDown();
            awaitQuietly(goOn);
        })) {
            assertThat(received.await(60, TimeUnit.SECONDS)).isTrue();

            // when
            try (var successor = start(database, topic)) {
                awaitRead(database, topic);
                goOn.countDown();
                topic.send("statement/a", 3, "p");
                awaitRead(database, topic);
                Await.until(
                        "the zombie has polled again", () -> zombie.progress().fault() == null);
                assertThat(successor.progress().fault()).isNull();
            }
        }

        // then
        assertThat(database.texts(APPLIED)).containsExactly("statement/a@1", "statement/a@2", "statement/a@3");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let the zombie go on");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void two_instances_share_the_partitions_and_apply_everything_once() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(4);
        try (var first = start(database, topic)) {
            for (int i = 0; i < 40; i++) {
                topic.send("statement/" + i, 1, "p");
            }

            // when
            try (var second = start(database, topic)) {
                for (int i = 0; i < 40; i++) {
                    topic.send("statement/" + i, 2, "p");
                }
                Await.until(
                        "shared",
                        () -> first.progress().partitions().size() == 2
                                && second.progress().partitions().size() == 2);
                awaitRead(database, topic);
            }
            topic.send("statement/0", 3, "p");
            awaitRead(database, topic);
        }

        // then
        assertThat(database.number("select count(*) from applied")).isEqualTo(81);
        assertThat(database.number("select count(distinct (stream_id, version)) from applied"))
                .isEqualTo(81);
    }

    @Test
    void topics_that_come_first_are_read_to_their_end_before_the_others() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var reference = LogTopic.fresh(1);
        var statements = LogTopic.fresh(1);
        statements.send("statement/a", 1, "p");
        for (int version = 1; version <= 120; version++) {
            reference.send("actor/RUS", version, "p");
        }
        var settings = ProjectorSettings.of(reference.name(), List.of(statements.name(), reference.name()))
                .withBatchSize(10)
                .catchingUpFirst(List.of(reference.name()));

        // when
        try (var projector = PartitionProjector.start(database.source(), reference.kafka(), RECORDING, settings)) {
            Await.until("all applied", () -> database.number("select count(*) from applied") == 121);
            Await.until("running", () -> projector.progress().state() == State.RUNNING);
        }

        // then
        assertThat(database.texts(APPLIED).getLast()).isEqualTo("statement/a@1");
    }
}
