package org.diplofeed.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.diplofeed.embedded.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {
    private static final RelaySettings QUICK = new RelaySettings(
            100, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMillis(50));

    private static void appendSome(LogDatabase database, LogTopic topic, int streams, int versions) throws Exception {
        for (int version = 0; version < versions; version++) {
            var events = new NewEvent[streams];
            for (int stream = 0; stream < streams; stream++) {
                events[stream] = topic.event("statement/" + stream, "v");
            }
            database.append(events);
        }
    }

    private static List<Long> upTo(long version) {
        return LongStream.rangeClosed(1, version).boxed().toList();
    }

    private static void awaitPublished(LogDatabase database) throws Exception {
        Await.until("all published", () -> database.number("select count(*) from event_unpublished") == 0);
    }

    @Test
    void everything_recorded_is_published_in_version_order_with_its_headers() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(3);
        appendSome(database, topic, 50, 7);

        // when
        try (var relay = Relay.start(database.source(), topic.kafka(), QUICK)) {
            Await.until("all published", () -> relay.depth() == 0);
        }

        // then
        assertThat(topic.versions())
                .hasSize(50)
                .allSatisfy((stream, versions) -> assertThat(versions).isEqualTo(upTo(7)));
        var stored = database.in(connection -> new EventLedger().read(connection, "statement/3"))
                .get(4);
        assertThat(topic.records().stream()
                        .map(RawRecord::of)
                        .filter(found -> found.streamId().equals("statement/3")))
                .element(4)
                .satisfies(found -> {
                    assertThat(found.headers()).isEqualTo(stored.headers());
                    assertThat(found.payload()).isEqualTo(stored.payload());
                });
    }

    @Test
    void a_relay_that_dies_between_commit_and_publish_loses_nothing() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(2);
        appendSome(database, topic, 20, 3);
        killOnce(database, topic, Relay.Step.READ);

        // when
        try (var successor = Relay.start(database.source(), topic.kafka(), QUICK)) {
            Await.until("all published", () -> successor.depth() == 0);
        }

        // then
        assertThat(topic.versions())
                .hasSize(20)
                .allSatisfy((stream, versions) -> assertThat(versions).isEqualTo(upTo(3)));
    }

    @Test
    void a_relay_that_dies_between_acknowledgement_and_removal_has_its_batch_published_twice_and_no_more()
            throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(2);
        appendSome(database, topic, 20, 3);
        killOnce(database, topic, Relay.Step.ACKNOWLEDGED);

        // when
        try (var successor = Relay.start(database.source(), topic.kafka(), QUICK)) {
            Await.until("all published", () -> successor.depth() == 0);
        }

        // then
        assertThat(topic.versions())
                .hasSize(20)
                .allSatisfy((stream, versions) -> assertThat(versions).isEqualTo(List.of(1L, 2L, 3L, 1L, 2L, 3L)));
    }

    private static void killOnce(LogDatabase database, LogTopic topic, Relay.Step where) throws Exception {
        var died = new CountDownLatch(1);
        try (var relay = Relay.start(database.source(), topic.kafka(), QUICK, step -> {
            if (step == where) {
                died.countDown();
                throw new Relay.Killed();
            }
        })) {
            assertThat(died.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(relay.refusedStreams()).isZero();
        }
    }

    @Test
    void a_foreign_transaction_left_open_delays_and_loses_nothing() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(2);
        try (var foreign = database.source().getConnection();
                var relay = Relay.start(database.source(), topic.kafka(), QUICK)) {
            foreign.setAutoCommit(false);
            new EventLedger().append(foreign, List.of(topic.event("statement/late", "uncommitted")));
            appendSome(database, topic, 10, 3);

            // when
            relay.wake();
            awaitPublished(database);
            var whileOpen = topic.versions();
            foreign.commit();
            awaitPublished(database);

            // then
            assertThat(whileOpen).hasSize(10).doesNotContainKey("statement/late");
            assertThat(topic.versions()).containsEntry("statement/late", List.of(1L));
        }
    }

    @Test
    void relays_share_the_buckets_evenly_and_a_closed_one_leaves_its_share_to_the_others() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(2);
        try (var first = Relay.start(database.source(), topic.kafka(), QUICK)) {
            Await.until("first owns all", () -> first.ownedBuckets() == 64);

            // when
            try (var second = Relay.start(database.source(), topic.kafka(), QUICK)) {
                Await.until("evenly shared", () -> first.ownedBuckets() == 32 && second.ownedBuckets() == 32);
                appendSome(database, topic, 60, 2);
                awaitPublished(database);
            }

            // then
            Await.until("first owns all again", () -> first.ownedBuckets() == 64);
            assertThat(topic.versions())
                    .hasSize(60)
                    .allSatisfy((stream, versions) -> assertThat(versions).isEqualTo(upTo(2)));
        }
    }

    @Test
    void a_relay_that_lost_its_leases_sends_nothing_more() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(1);
        appendSome(database, topic, 10, 1);
        var read = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var stalled = new AtomicBoolean();
        try (var zombie = Relay.start(database.source(), topic.kafka(), QUICK, step -> {
            if (step == Relay.Step.READ && stalled.compareAndSet(false, true)) {
                read.countDown();
                awaitQuietly(goOn);
            }
        })) {
            assertThat(read.await(30, TimeUnit.SECONDS)).isTrue();

            // when
            database.execute("update relay_lease set owner = gen_random_uuid(), epoch = epoch + 1,"
                    + " expires = clock_timestamp() + interval '1 hour'");
            Await.until("the zombie knows", () -> zombie.ownedBuckets() == 0);
            goOn.countDown();
            Await.until("the zombie has looked again", () -> zombie.rounds() > 3);

            // then
            assertThat(topic.versions()).isEmpty();
            assertThat(zombie.depth()).isEqualTo(10);
        }
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
    void the_ledger_takes_events_while_the_broker_is_down_and_they_follow_when_it_is_back(@TempDir Path directory)
            throws Exception {
        // given
        var database = LogDatabase.fresh();
        int port;
        LogTopic topic;
        try (var broker = EmbeddedBroker.start(directory, 0)) {
            port = broker.port();
            topic = LogTopic.create("down", 2, Map.of("bootstrap.servers", broker.bootstrapServers()));
        }
        var impatient = new RelaySettings(
                100, Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofMillis(50));
        try (var relay = Relay.start(database.source(), topic.kafka(), impatient)) {
            appendSome(database, topic, 5, 2);
            Await.until("the relay has failed", () -> relay.failures() > 0);

            // when
            appendSome(database, topic, 5, 1);
            long waiting = relay.depth();
            var age = relay.oldestAge();
            try (var again = EmbeddedBroker.start(directory, port)) {
                awaitPublished(database);

                // then
                assertThat(again.port()).isEqualTo(port);
                assertThat(waiting).isEqualTo(15);
                assertThat(age).isPositive();
                assertThat(topic.versions())
                        .hasSize(5)
                        .allSatisfy((stream, versions) ->
                                assertThat(versions.stream().distinct()).containsExactlyElementsOf(upTo(3)));
            }
        }
    }

    @Test
    void an_event_that_the_broker_refuses_holds_back_its_own_stream_only() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var topic = LogTopic.fresh(1);
        database.append(topic.event("statement/a", "1"));
        database.append(
                new NewEvent("statement/refused", "no such topic!", Map.of(), new byte[] {1}),
                topic.event("statement/refused", "2"));
        database.append(topic.event("statement/z", "1"));

        // when
        try (var relay = Relay.start(database.source(), topic.kafka(), QUICK)) {
            Await.until("the others are published", () -> relay.depth() == 2);

            // then
            assertThat(topic.versions().keySet()).contains("statement/a", "statement/z");
            assertThat(relay.refusedStreams()).isEqualTo(1);
        }
    }
}
