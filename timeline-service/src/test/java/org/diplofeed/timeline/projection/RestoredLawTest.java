package org.diplofeed.timeline.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.LoggedEvent;
import org.diplofeed.events.NoticeRaised;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.timeline.projection.ToldRestore.Stood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a restored timeline remembers and tells, over seeded random histories. */
class RestoredLawTest {
    private static final int RESTORED = 60;
    private static final int LATER = 25;
    private static final Map<String, String> TOLD = Map.of(
            "shift",
            "shift_id, holder, issue_id, class, confirmed_by, occurrence, valid_from, alerted, known_from, known_to,"
                    + " cause_id, data",
            "notice",
            "notice_id, kind, subject_kind, subject, statement_id, known_from, known_to, data");

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43, 44, 45, 46})
    void what_was_told_is_remembered_as_it_was_whatever_order_the_log_is_read_in_again(long seed) {
        // given
        var recorded = RandomHistory.of(seed, RESTORED);
        try (var first = Database.fresh();
                var restored = Database.fresh()) {
            RandomHistory.arrival(recorded, seed * 31).forEach(first::apply);
            restored.restore(exported(first), recorded.getLast().recordedTime());

            // when
            RandomHistory.arrival(recorded, seed * 37).forEach(restored::apply);

            // then
            TOLD.forEach((table, columns) -> assertThat(restored.dump(table, columns))
                    .as("%s, seed %d", table, seed)
                    .isEqualTo(first.dump(table, columns)));
            assertThat(restored.told()).as("told again, seed %d", seed).isEqualTo(first.told());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53, 54})
    void what_comes_after_is_told_as_if_nothing_had_happened_in_between(long seed) {
        // given
        var recorded = RandomHistory.of(seed, RESTORED + LATER);
        var before = recorded.subList(0, RESTORED);
        var after = recorded.subList(RESTORED, recorded.size());
        try (var first = Database.fresh();
                var restored = Database.fresh()) {
            RandomHistory.arrival(before, seed * 31).forEach(first::apply);
            restored.restore(exported(first), before.getLast().recordedTime());
            RandomHistory.arrival(before, seed * 37).forEach(restored::apply);

            // when
            after.forEach(entry -> first.apply(List.of(entry)));
            after.forEach(entry -> restored.apply(List.of(entry)));

            // then
            assertThat(events(restored)).as("seed %d", seed).isEqualTo(events(first));
            TOLD.forEach((table, columns) -> assertThat(restored.dump(table, columns))
                    .as("%s, seed %d", table, seed)
                    .isEqualTo(first.dump(table, columns)));
        }
    }

    /** What was told; when is decided by the clock. */
    private static List<FeedEvent> events(Database database) {
        return database.told().stream().map(FeedRecord::event).toList();
    }

    /** What an export of this timeline holds. */
    private static List<LoggedEvent> exported(Database database) {
        return database.told().stream()
                .map(record -> exported(database, record))
                .toList();
    }

    private static LoggedEvent exported(Database database, FeedRecord told) {
        var headers = new HashMap<>(told.envelope().toHeaders());
        headers.putAll(database.headers(
                told.envelope().stream().toString(), told.envelope().streamVersion()));
        if (told.event() instanceof NoticeRaised notice && notice.status() == NoticeStatus.RAISED) {
            headers.put(ToldRestore.STOOD, Stood.write(database.stood(notice.noticeId())));
        }
        return new LoggedEvent(told.envelope().stream(), headers, told.data());
    }
}
