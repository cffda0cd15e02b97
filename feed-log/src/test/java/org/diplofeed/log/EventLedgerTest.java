package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventLedgerTest {
    private final EventLedger ledger = new EventLedger();

    private static NewEvent event(String stream, String payload) {
        return new NewEvent(stream, "topic", Map.of("ce_type", "test.v1"), payload.getBytes(UTF_8));
    }

    @Test
    void versions_are_dense_and_recorded_times_rise_whoever_appends_to_the_same_streams_at_the_same_time()
            throws Exception {
        // given
        long seed = new Random().nextLong();
        var database = LogDatabase.fresh();
        var work = new ArrayList<Callable<Integer>>();
        for (int writer = 0; writer < 4; writer++) {
            var random = new Random(seed + writer);
            work.add(() -> {
                int appended = 0;
                for (int batch = 0; batch < 40; batch++) {
                    var events = random.ints(1 + random.nextInt(8), 0, 6)
                            .mapToObj(stream -> event("statement/" + stream, "p"))
                            .toList();
                    appended += database.append(events.toArray(NewEvent[]::new)).size();
                }
                return appended;
            });
        }

        // when
        int appended = 0;
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer : writers.invokeAll(work)) {
                appended += writer.get();
            }
        }

        // then
        int read = 0;
        for (int stream = 0; stream < 6; stream++) {
            var id = "statement/" + stream;
            var events = database.in(connection -> ledger.read(connection, id));
            read += events.size();
            assertThat(events)
                    .as("seed %d", seed)
                    .extracting(StoredEvent::version)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
            var times = events.stream().map(StoredEvent::recordedTime).toList();
            assertThat(times).as("seed %d", seed).isSorted();
            assertThat(new HashSet<>(times)).as("seed %d", seed).hasSameSizeAs(times);
        }
        assertThat(read).as("seed %d", seed).isEqualTo(appended);
        assertThat(database.number("select count(*) from event_unpublished")).isEqualTo(appended);
    }

    @Test
    void recorded_time_goes_on_by_a_microsecond_when_the_clock_has_stepped_back() throws Exception {
        // given
        var database = LogDatabase.fresh();
        database.append(event("statement/a", "1"));
        database.execute("update stream_head set last_recorded = clock_timestamp() + interval '1 day'");
        var last = Instant.parse(database.texts("""
                select to_char(last_recorded at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') from stream_head
                """).getFirst());

        // when
        var appended = database.append(event("statement/a", "2"), event("statement/a", "3"));

        // then
        assertThat(appended)
                .extracting(AppendedEvent::recordedTime)
                .containsExactly(last.plusNanos(1_000), last.plusNanos(2_000));
    }

    @Test
    void an_event_that_follows_from_another_is_not_recorded_before_it() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var cause = Instant.now().plus(Duration.ofHours(1)).plusNanos(1);

        // when
        var appended = database.append(
                new NewEvent("shift/a", "topic", Map.of(), "s".getBytes(UTF_8), cause), event("shift/a", "next"));

        // then
        assertThat(appended.get(0).recordedTime()).isAfterOrEqualTo(cause);
        assertThat(appended.get(1).recordedTime()).isAfter(appended.get(0).recordedTime());
    }

    @Test
    void what_is_stored_carries_version_and_time_as_headers_and_reads_back_whole() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var headers = Map.of("ce_id", "ü\"\\\n", EventHeaders.STREAM_VERSION, "77", EventHeaders.RECORDED_TIME, "x");

        // when
        var appended = database.append(new NewEvent("actor/RUS", "topic", headers, new byte[] {0, 1, -1}))
                .getFirst();

        // then
        var stored =
                database.in(connection -> ledger.read(connection, "actor/RUS")).getFirst();
        assertThat(stored.payload()).containsExactly(0, 1, -1);
        assertThat(stored.headers())
                .containsOnly(
                        Map.entry("ce_id", "ü\"\\\n"),
                        Map.entry(EventHeaders.STREAM_VERSION, "1"),
                        Map.entry(EventHeaders.RECORDED_TIME, EventHeaders.format(appended.recordedTime())));
    }

    @Test
    void a_stream_that_was_locked_and_got_no_event_leaves_nothing_behind() throws Exception {
        // given
        var database = LogDatabase.fresh();
        database.append(event("statement/with", "1"));

        // when
        database.in(connection -> ledger.lock(connection, List.of("statement/without", "statement/with")));

        // then
        assertThat(database.texts("select stream_id from stream_head")).containsExactly("statement/with");
    }

    @Test
    void a_head_that_is_out_of_date_appends_nothing() throws Exception {
        // given
        var database = LogDatabase.fresh();
        database.append(event("statement/a", "1"));
        var stale = Map.of("statement/a", new StreamHead("statement/a", 0, null));

        // when, then
        assertThatThrownBy(() ->
                        database.in(connection -> ledger.append(connection, stale, List.of(event("statement/a", "2")))))
                .isInstanceOf(java.sql.SQLException.class);
        assertThat(database.number("select count(*) from event")).isEqualTo(1);
    }

    @Test
    void the_bucket_of_a_stream_is_the_same_in_java_and_in_sql() throws Exception {
        // given
        var database = LogDatabase.fresh();

        // when
        long inSql = database.number("select crc32(convert_to('position/UKR|ua.nato-join-ü', 'UTF8')) % 64");

        // then
        assertThat(StreamBucket.of("position/UKR|ua.nato-join-ü")).isEqualTo((short) inSql);
    }

    @Test
    void what_neither_database_nor_broker_could_take_is_refused_without_being_quoted() {
        // given
        var tooLarge = new byte[NewEvent.MAX_BYTES + 1];

        // when, then
        assertThatThrownBy(() -> new NewEvent("a", "topic", Map.of(), tooLarge))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event("secret\u0000", "p")).hasMessageNotContaining("secret");
        assertThatThrownBy(() -> event("secret\ud800", "p")).hasMessageNotContaining("secret");
        assertThatThrownBy(() -> event("", "p")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NewEvent("a", "topic", Map.of("h", "secret\u0000"), new byte[0]))
                .hasMessageNotContaining("secret");
    }
}
