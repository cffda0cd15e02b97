package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class RelayQueueTest {
    private static final UUID OWNER = UUID.randomUUID();
    private static final List<Short> BUCKETS =
            IntStream.range(0, StreamBucket.COUNT).mapToObj(n -> (short) n).toList();
    private static final RelaySettings THREE_AT_A_TIME = new RelaySettings(
            3, Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(50));

    private static LogDatabase leased() throws Exception {
        var database = LogDatabase.fresh();
        database.execute("update relay_lease set owner = '" + OWNER + "', expires = 'infinity'");
        return database;
    }

    private static NewEvent event(String stream) {
        return new NewEvent(stream, "topic", Map.of(), "{}".getBytes(UTF_8));
    }

    private static List<String> names(RelayQueue.Batch batch) {
        return batch.events().stream()
                .map(event -> event.streamId() + "@" + event.version())
                .toList();
    }

    @Test
    void what_is_under_way_is_not_handed_out_again_and_what_follows_it_is() throws Exception {
        // given
        var database = leased();
        database.append(event("a/1"), event("a/1"), event("b/1"), event("a/1"), event("c/1"));
        var queue = new RelayQueue(database.source(), THREE_AT_A_TIME, OWNER);
        var first = queue.next(BUCKETS, List.of());

        // when
        var second = queue.next(BUCKETS, first.events());

        // then
        assertThat(first.more()).isTrue();
        assertThat(names(first)).hasSize(3);
        assertThat(names(second)).hasSize(2).doesNotContainAnyElementsOf(names(first));
        assertThat(second.more()).isFalse();
    }

    @Test
    void what_was_published_is_off_the_queue_after_the_next_reading() throws Exception {
        // given
        var database = leased();
        database.append(event("a/1"), event("b/1"));
        var queue = new RelayQueue(database.source(), THREE_AT_A_TIME, OWNER);
        queue.next(BUCKETS, List.of()).events().forEach(queue::published);

        // when
        var next = queue.next(BUCKETS, List.of());

        // then
        assertThat(next.events()).isEmpty();
        assertThat(database.number("select count(*) from event_unpublished")).isZero();
    }

    @Test
    void a_version_whose_predecessor_was_committed_late_waits_for_it() throws Exception {
        // given
        var database = leased();
        database.append(event("z/1"));
        var queue = new RelayQueue(database.source(), THREE_AT_A_TIME, OWNER);
        queue.next(BUCKETS, List.of()).events().forEach(queue::published);
        database.append(event("late/1"), event("late/1"));
        database.execute("update event set recorded = recorded - interval '1 hour' where version = 1");
        database.execute("update event_unpublished set recorded = recorded - interval '1 hour' where version = 1"
                + " and stream_id = 'late/1'");

        // when
        var handedOut = new ArrayList<String>();
        Await.until("both versions are handed out", () -> {
            var batch = queue.next(BUCKETS, List.of());
            batch.events().forEach(queue::published);
            handedOut.addAll(names(batch));
            return handedOut.contains("late/1@2");
        });

        // then
        assertThat(handedOut).containsSubsequence("late/1@1", "late/1@2");
    }

    @Test
    void streams_that_the_broker_refuses_and_buckets_of_others_are_left_out() throws Exception {
        // given
        var database = leased();
        database.append(event("a/1"), event("b/1"), event("c/1"));
        database.execute("update relay_lease set owner = gen_random_uuid() where bucket = " + StreamBucket.of("c/1"));
        var queue = new RelayQueue(database.source(), THREE_AT_A_TIME, OWNER);

        // when
        queue.refused(database.in(connection -> new EventLedger().read(connection, "a/1")).stream()
                .map(event -> RefusedEvents.refusal(event, new RecordTooLargeException()))
                .toList());
        var batch = queue.next(BUCKETS, List.of());

        // then
        assertThat(names(batch)).containsExactly("b/1@1");
    }
}
