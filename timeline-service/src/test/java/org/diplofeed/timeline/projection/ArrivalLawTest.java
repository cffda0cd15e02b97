package org.diplofeed.timeline.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.HistoryRevised;
import org.diplofeed.events.NoticeRaised;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.events.Shift;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.StreamKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may not depend on the order in which the log's partitions arrive, over seeded random histories. */
class ArrivalLawTest {
    private static final int EVENTS = 60;
    private static final int AFFIRMATIONS = 40;

    /** Parts of positions, claims and meetings that came, went or were so beyond what those say of themselves. */
    private static final String BEYOND_REACH = """
            select 'position ' || e.holder || ' ' || e.issue_id || ' ' || e.statement_id
              from position_entry e left join position p using (holder, issue_id)
             where p.updated is null or p.updated < greatest(e.known_from, e.known_to) or p.last_at < e.valid_from
                   or p.first_known > e.known_from
             union all
            select 'claim ' || w.claim_id || ' ' || w.statement_id
              from claim_word w left join claim c using (claim_id)
             where c.updated is null or c.updated < greatest(w.known_from, w.known_to)
                   or c.last_at < greatest(w.valid_from, w.ends_at) or c.first_known > w.known_from
             union all
            select 'meeting ' || r.meeting_id || ' ' || r.id
              from record_revision r left join meeting m using (meeting_id)
             where r.meeting_id is not null
                   and (m.updated is null or m.updated < greatest(r.known_from, r.known_to) or m.first_known > r.known_from)
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void the_order_of_arrival_decides_nothing_that_stands(long seed) {
        // given
        var recorded = RandomHistory.of(seed, EVENTS);
        try (var inOrder = Database.fresh();
                var mixed = Database.fresh()) {
            recorded.forEach(entry -> inOrder.apply(List.of(entry)));

            // when
            RandomHistory.arrival(recorded, seed * 31).forEach(mixed::apply);

            // then
            for (var table : TABLES) {
                assertThat(mixed.dump(table.name(), table.columns()))
                        .as("%s, seed %d", table.name(), seed)
                        .isEqualTo(inOrder.dump(table.name(), table.columns()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void what_is_stored_of_now_says_how_far_it_reaches_whatever_the_order_of_arrival(long seed) {
        // given
        var recorded = RandomHistory.of(seed, EVENTS);
        try (var mixed = Database.fresh();
                var atOnce = Database.fresh()) {
            // when
            RandomHistory.arrival(recorded, seed * 31).forEach(mixed::apply);
            atOnce.apply(recorded);

            // then: else an answer as of then would show what is stored of now
            for (var database : List.of(mixed, atOnce)) {
                assertThat(database.texts(BEYOND_REACH)).as("seed %d", seed).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void the_stream_replayed_is_the_set_that_stands(long seed) {
        // given
        var recorded = RandomHistory.of(seed, EVENTS);
        try (var database = Database.fresh()) {
            // when
            RandomHistory.arrival(recorded, seed * 31).forEach(database::apply);

            // then
            var told = database.told();
            assertThat(standing(told))
                    .as("shifts, seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            database.texts("select shift_id from shift where known_to is null"));
            assertThat(database.dump("standing_shift", "holder, issue_id, confirmed_by, class"))
                    .as("what stands and what was told, seed %d", seed)
                    .isEqualTo(database.dump("shift where known_to is null", "holder, issue_id, confirmed_by, class"));
            assertThat(database.dump("standing_notice", "notice_id"))
                    .as("notices that stand and are open, seed %d", seed)
                    .isEqualTo(database.dump("notice where known_to is null", "notice_id"));
            assertThat(sequences(told))
                    .as("a hole in a sequence, seed %d", seed)
                    .isTrue();
            assertThat(raisedOnce(told))
                    .as("a notice told twice, seed %d", seed)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void a_step_is_what_folding_anew_would_give(long seed) {
        // given
        var recorded = RandomHistory.of(seed, EVENTS);
        try (var stepwise = Database.fresh();
                var atOnce = Database.fresh()) {
            recorded.forEach(entry -> stepwise.apply(List.of(entry)));

            // when
            atOnce.apply(recorded);

            // then
            assertThat(atOnce.told().stream().map(ArrivalLawTest::summary))
                    .as("seed %d", seed)
                    .containsExactlyElementsOf(stepwise.told().stream()
                            .map(ArrivalLawTest::summary)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void a_batch_that_is_applied_twice_changes_nothing(long seed) {
        // given
        var recorded = RandomHistory.of(seed, EVENTS);
        var last = recorded.subList(EVENTS / 2, recorded.size());
        try (var once = Database.fresh();
                var twice = Database.fresh()) {
            once.apply(recorded);
            twice.apply(recorded);

            // when
            last.forEach(entry -> twice.apply(List.of(entry)));

            // then
            for (var table : TABLES) {
                assertThat(twice.dump(table.name(), table.columns()))
                        .as("%s, seed %d", table.name(), seed)
                        .isEqualTo(once.dump(table.name(), table.columns()));
            }
            assertThat(twice.told().stream().map(ArrivalLawTest::summary))
                    .as("what was told, seed %d", seed)
                    .containsExactlyElementsOf(
                            once.told().stream().map(ArrivalLawTest::summary).toList());
        }
    }

    @Test
    void a_position_affirmed_for_long_ends_when_its_first_statement_is_withdrawn() {
        // given: more evidence than is kept beside the position
        var log = new Log();
        for (int i = 0; i < AFFIRMATIONS; i++) {
            var id = "s%03d".formatted(i);
            var at = Instant.parse("2030-01-01T00:00:00Z")
                    .plus(Duration.ofDays(i))
                    .toString();
            var holds = List.of(Documents.position("x.bridge", 2, "FIRM"));
            log.add(
                    "statement.recorded",
                    StreamKind.STATEMENT.of(id),
                    Documents.statement(id, at, "p.0", "PRINCIPAL", "ON_RECORD", holds));
        }
        log.add(
                "record.retracted",
                StreamKind.STATEMENT.of("s000"),
                Log.document("target", "s000", "reason", "SPEAKER_WITHDREW", "by", "editor"));
        try (var stepwise = Database.fresh();
                var atOnce = Database.fresh()) {
            // when
            log.entries().forEach(entry -> stepwise.apply(List.of(entry)));
            atOnce.apply(log.entries());

            // then
            var held = "select coalesce(stance::text, 'none') || state from position";
            assertThat(stepwise.texts(held))
                    .allMatch(text -> text.startsWith("none"))
                    .isEqualTo(atOnce.texts(held));
        }
    }

    @Test
    void a_statement_that_was_withdrawn_before_its_corrected_date_was_never_valid() {
        // given: withdrawn on the third, and then found to be of the fifth
        var holds = List.of(Documents.position("x.bridge", 2, "FIRM"));
        var turns = List.of(Documents.position("x.bridge", -2, "FIRM"));
        var canal = List.of(Documents.position("x.bridge", -2, "FIRM"), Documents.position("x.canal", 2, "FIRM"));
        var log = new Log();
        log.add("statement.recorded", StreamKind.STATEMENT.of("s1"), principal("s1", "2030-01-01T00:00:00Z", holds));
        log.add("statement.recorded", StreamKind.STATEMENT.of("s2"), principal("s2", "2030-01-02T00:00:00Z", turns));
        log.add(
                "record.retracted",
                StreamKind.STATEMENT.of("s2"),
                Log.document("target", "s2", "reason", "SPEAKER_WITHDREW", "by", "editor"),
                Instant.parse("2030-01-03T00:00:00Z"));
        log.add(
                "record.corrected",
                StreamKind.STATEMENT.of("s2"),
                Log.document(
                        "target",
                        "s2",
                        "replacement",
                        principal("s2", "2030-01-05T00:00:00Z", canal),
                        "reason",
                        "DATE",
                        "by",
                        "editor"));
        try (var stepwise = Database.fresh();
                var atOnce = Database.fresh()) {
            // when
            log.entries().forEach(entry -> stepwise.apply(List.of(entry)));
            atOnce.apply(log.entries());

            // then
            var held = "select issue_id || ' ' || coalesce(stance::text, 'none') from position order by issue_id";
            assertThat(stepwise.texts(held))
                    .isEqualTo(atOnce.texts(held))
                    .containsExactly("x.bridge 2", "x.canal none");
            var stands = "select confirmed_by from shift where known_to is null";
            assertThat(stepwise.texts(stands)).isEmpty();
            assertThat(atOnce.texts(stands)).isEmpty();
        }
    }

    private static ObjectNode principal(String id, String at, List<Map<String, Object>> positions) {
        return Documents.statement(id, at, "p.0", "PRINCIPAL", "ON_RECORD", positions);
    }

    record Table(String name, String columns) {}

    static final List<Table> TABLES = List.of(
            new Table("record_revision", "id, version, known_from, known_to, valid_from, restricted, tags, data"),
            new Table("position_entry", "holder, issue_id, statement_id, version, entry, known_from, known_to, body"),
            new Table(
                    "position where state is not null", "holder, issue_id, stance, firmness, conditions, since, state"),
            new Table("shift where known_to is null", "holder, issue_id, class, confirmed_by"),
            new Table("notice where known_to is null", "subject, kind, statement_id"));

    private static Set<String> standing(List<FeedRecord> told) {
        var standing = new TreeSet<String>();
        for (var record : told) {
            switch (record.event()) {
                case ShiftConfirmed confirmed -> standing.add(confirmed.shift().shiftId());
                case ShiftWithdrawn withdrawn ->
                    standing.remove(withdrawn.shift().shiftId());
                case HistoryRevised revised -> {
                    if (revised.change() == RevisionChange.CONFIRMED) {
                        standing.add(revised.shift().shiftId());
                    } else {
                        standing.remove(revised.shift().shiftId());
                    }
                }
                default -> {}
            }
        }
        return standing;
    }

    private static boolean sequences(List<FeedRecord> told) {
        var next = new TreeMap<String, Long>();
        return told.stream().allMatch(record -> {
            var stream = record.envelope().stream().toString();
            long expected = next.getOrDefault(stream, 0L) + 1;
            next.put(stream, expected);
            return record.envelope().streamVersion() == expected
                    && record.data().get("sequence").asLong() == expected;
        });
    }

    private static boolean raisedOnce(List<FeedRecord> told) {
        var raised = new TreeSet<String>();
        return told.stream()
                .allMatch(record -> !(record.event() instanceof NoticeRaised notice)
                        || notice.status() != NoticeStatus.RAISED
                        || raised.add(notice.noticeId()));
    }

    private static String summary(FeedRecord told) {
        return told.envelope().stream() + " " + told.envelope().type() + " "
                + switch (told.event()) {
                    case ShiftConfirmed confirmed -> summary(confirmed.shift());
                    case ShiftWithdrawn withdrawn -> summary(withdrawn.shift());
                    case HistoryRevised revised -> revised.change() + summary(revised.shift()) + revised.alerted();
                    case NoticeRaised notice -> notice.status() + " " + notice.noticeId();
                    default -> "";
                };
    }

    private static String summary(Shift shift) {
        return shift.shiftId() + " " + shift.before() + shift.after() + shift.evidence();
    }
}
