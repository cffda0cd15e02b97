package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.diplofeed.log.LedgerExport.Filter;
import org.diplofeed.log.LedgerExport.Place;
import org.diplofeed.log.RestoredEvent.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExportAndRestoreTest {
    private static final Filter ALL = new Filter(null, null, null, null, null);

    private final EventLedger ledger = new EventLedger();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void pages_of_any_size_hold_every_event_once_in_the_order_of_its_recording() throws Exception {
        // given
        var database = history();

        // when
        var exported = pages(database, ALL);

        // then
        assertThat(exported)
                .as("seed %d", seed)
                .hasSize(Math.toIntExact(database.number("select count(*) from event")));
        assertThat(exported)
                .as("seed %d", seed)
                .isSortedAccordingTo(Comparator.comparing(StoredEvent::recordedTime)
                        .thenComparing(StoredEvent::streamId)
                        .thenComparingLong(StoredEvent::version));
        assertThat(exported.stream().map(StoredEvent::toString).distinct().toList())
                .as("seed %d", seed)
                .hasSameSizeAs(exported);
    }

    @Test
    void a_filter_lets_through_what_it_names_and_the_count_agrees() throws Exception {
        // given
        var database = history();
        var all = pages(database, ALL);
        var middle = all.get(all.size() / 2);
        var filter = new Filter("one", middle.streamId(), null, middle.recordedTime(), "e.version > 0");

        // when
        var exported = pages(database, filter);

        // then
        assertThat(exported)
                .as("seed %d", seed)
                .extracting(StoredEvent::toString)
                .containsExactlyElementsOf(all.stream()
                        .filter(event -> event.topic().equals("one"))
                        .filter(event -> event.streamId().equals(middle.streamId()))
                        .filter(event -> !event.recordedTime().isAfter(middle.recordedTime()))
                        .map(StoredEvent::toString)
                        .toList());
        assertThat(LedgerExport.count(database.source(), filter).events()).isEqualTo(exported.size());
    }

    @Test
    void what_stands_on_the_log_is_found_by_its_place_and_what_nobody_recorded_is_told() throws Exception {
        // given
        var database = history();
        var all = pages(database, ALL);
        var kept = all.get(random.nextInt(all.size())).streamId();
        var places = new ArrayList<LogPlaces.Place>();
        for (var event : all) {
            places.add(new LogPlaces.Place(places.size(), event.streamId(), event.version()));
        }
        places.add(random.nextInt(places.size()), new LogPlaces.Place(-1, kept, 1_000_000));

        // when
        var at = LedgerExport.at(database.source(), new Filter(null, kept, null, null, null), places);

        // then
        assertThat(at.next()).as("seed %d", seed).isNull();
        assertThat(at.found())
                .as("seed %d", seed)
                .extracting(LedgerExport.Found::place)
                .containsExactlyElementsOf(places.stream()
                        .filter(place -> place.streamId().equals(kept))
                        .toList());
        assertThat(at.found()).as("seed %d", seed).allSatisfy(found -> {
            var event = found.event();
            assertThat(event == null).isEqualTo(found.place().offset() < 0);
            assertThat(event == null ? found.place().version() : event.version())
                    .isEqualTo(found.place().version());
        });
    }

    @Test
    void what_is_put_back_is_what_was_recorded_however_often_it_breaks_off() throws Exception {
        // given
        var exported = pages(history(), ALL);
        var fresh = LogDatabase.fresh();

        // when
        for (int attempt = 0; attempt < 4; attempt++) {
            int end = attempt == 3 ? exported.size() : random.nextInt(exported.size());
            for (int from = 0; from < end; from += 7) {
                restore(fresh, exported.subList(from, Math.min(from + 7, end)));
            }
        }

        // then
        var restored = pages(fresh, ALL);
        assertThat(restored).as("seed %d", seed).usingRecursiveComparison().isEqualTo(exported);
        assertThat(fresh.number("select count(*) from event_unpublished"))
                .as("seed %d", seed)
                .isEqualTo(exported.size());
    }

    @Test
    void what_is_recorded_after_a_restore_goes_on_where_the_streams_were() throws Exception {
        // given
        var exported = pages(history(), ALL);
        var fresh = LogDatabase.fresh();
        restore(fresh, exported);
        var last = exported.getLast();

        // when
        var next = fresh.append(new NewEvent(last.streamId(), "one", Map.of(), new byte[] {1}))
                .getFirst();

        // then
        assertThat(next.version()).as("seed %d", seed).isEqualTo(last.version() + 1);
        assertThat(next.recordedTime()).as("seed %d", seed).isAfter(last.recordedTime());
    }

    @Test
    void an_event_that_does_not_follow_its_stream_is_refused_with_all_that_came_with_it() throws Exception {
        // given
        var fresh = LogDatabase.fresh();
        var now = Instant.parse("2026-01-01T00:00:00Z");
        var first = restored("statement/a", 1, now);
        var hole = restored("statement/a", 3, now.plusSeconds(1));
        var early = restored("statement/a", 2, now);

        // when
        var afterHole = restoreEvents(fresh, List.of(first, hole));
        var afterEarly = restoreEvents(fresh, List.of(first, early));

        // then
        assertThat(afterHole).isEqualTo(new Outcome.OutOfOrder(1, 1L));
        assertThat(afterEarly).isEqualTo(new Outcome.OutOfOrder(1, null));
    }

    @Test
    void nobody_promises_that_the_log_is_complete_while_it_is_put_back() throws Exception {
        // given
        var database = LogDatabase.fresh();
        database.in(connection -> {
            LogRestore.begin(connection, "ab", 1, 0, Instant.parse("2026-01-01T00:00:00Z"), "operator");
            return true;
        });

        // when
        var during = LedgerExport.completeUntil(database.source());
        database.in(connection -> {
            LogRestore.finish(connection);
            return true;
        });
        var after = LedgerExport.completeUntil(database.source());

        // then
        assertThat(during).isEmpty();
        assertThat(after).isPresent();
    }

    /** Some streams on two topics, some events recorded in one transaction. */
    private LogDatabase history() throws Exception {
        var database = LogDatabase.fresh();
        for (int batch = 0; batch < 12; batch++) {
            var events = random.ints(1 + random.nextInt(9), 0, 5)
                    .mapToObj(stream -> new NewEvent(
                            "statement/" + stream,
                            stream % 2 == 0 ? "one" : "two",
                            Map.of("ce_type", "test.v" + stream),
                            ("payload " + random.nextInt()).getBytes(UTF_8)))
                    .toArray(NewEvent[]::new);
            database.append(events);
        }
        return database;
    }

    private List<StoredEvent> pages(LogDatabase database, Filter filter) throws SQLException {
        var all = new ArrayList<StoredEvent>();
        @Nullable Place after = null;
        while (true) {
            var page = LedgerExport.page(database.source(), filter, after, 1 + random.nextInt(9));
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
            var last = page.getLast();
            after = new Place(last.recordedTime(), last.streamId(), last.version());
        }
    }

    private Outcome restore(LogDatabase database, List<StoredEvent> events) throws SQLException {
        return restoreEvents(
                database,
                events.stream()
                        .map(event -> RestoredEvent.of(
                                event.streamId(),
                                event.topic(),
                                event.headers(),
                                event.payload(),
                                event.version(),
                                event.recordedTime()))
                        .toList());
    }

    private Outcome restoreEvents(LogDatabase database, List<RestoredEvent> events) throws SQLException {
        return database.in(connection -> ledger.restore(connection, events));
    }

    private static RestoredEvent restored(String stream, long version, Instant recorded) {
        return RestoredEvent.of(stream, "one", Map.of(), new byte[] {1}, version, recorded);
    }
}
