package org.diplofeed.timeline.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.diplofeed.events.RevisionChange;
import org.junit.jupiter.api.Test;

/** What holds of every history, whatever was said in it. */
class AlertStreamLawsTest {

    @Test
    void the_order_in_which_records_arrive_never_decides_which_shifts_stand() {
        forEachSeed(seed -> {
            // given
            var events = Histories.of(seed, 14);
            var random = new Random(seed);
            var expected = shifts(Fold.of(Histories.entries(events), Rules.STANDARD));

            for (int order = 0; order < 4; order++) {
                // when
                var ledger = told(Histories.shuffled(events, random));

                // then
                assertThat(standing(ledger.told()))
                        .as("seed %d, order %d", seed, order)
                        .isEqualTo(expected);
            }
        });
    }

    @Test
    void replaying_the_stream_gives_the_set_that_stands() {
        forEachSeed(seed -> {
            // given
            var ledger = told(Histories.of(seed, 20));
            var standing = new TreeSet<ShiftRef>();

            // when
            for (var entry : ledger.stream()) {
                boolean follows = switch (entry) {
                    case AlertStream.Alert alert -> standing.add(alert.shift().id());
                    case AlertStream.Withdrawn gone ->
                        standing.remove(gone.shift().id());
                    case AlertStream.Revised revised ->
                        revised.change() == RevisionChange.CONFIRMED
                                ? standing.add(revised.shift().id())
                                : standing.remove(revised.shift().id());
                    case AlertStream.Raised _, AlertStream.Closed _ -> true;
                };
                assertThat(follows).as("seed %d, %s", seed, entry).isTrue();
            }

            // then
            assertThat(standing).as("seed %d", seed).isEqualTo(shifts(ledger.fold()));
        });
    }

    @Test
    void what_was_told_can_be_rebuilt_from_the_stream_one_entry_at_a_time() {
        forEachSeed(seed -> {
            // given
            var ledger = told(Histories.of(seed, 20));

            // when
            var told = AlertStream.Told.NOTHING;
            for (var entry : ledger.stream()) {
                told = told.with(List.of(entry));
            }

            // then
            assertThat(told).as("seed %d", seed).isEqualTo(ledger.told());
        });
    }

    @Test
    void the_occurrence_rises_by_one_each_time_a_shift_comes_back() {
        forEachSeed(seed -> {
            // given
            var ledger = told(Histories.of(seed, 20));
            var occurrences = new HashMap<ShiftRef, Integer>();

            // when
            for (var entry : ledger.stream()) {
                if (entry instanceof AlertStream.Alert alert) {
                    comesBack(seed, occurrences, alert.shift(), alert.occurrence());
                } else if (entry instanceof AlertStream.Revised revised
                        && revised.change() == RevisionChange.CONFIRMED) {
                    comesBack(seed, occurrences, revised.shift(), revised.occurrence());
                }
            }

            // then
            ledger.told()
                    .shifts()
                    .forEach((id, told) ->
                            assertThat(occurrences).as("seed %d", seed).containsEntry(id, told.occurrence()));
        });
    }

    @Test
    void a_notice_is_raised_once_ever_and_closed_only_when_it_was_raised() {
        forEachSeed(seed -> {
            // given
            var ledger = told(Histories.of(seed, 20));
            var raised = new TreeSet<NoticeRef>();

            for (var entry : ledger.stream()) {
                // when
                boolean follows = switch (entry) {
                    case AlertStream.Raised notice -> raised.add(notice.notice());
                    case AlertStream.Closed notice -> raised.contains(notice.notice());
                    case AlertStream.Alert _, AlertStream.Withdrawn _, AlertStream.Revised _ -> true;
                };

                // then
                assertThat(follows).as("seed %d, %s", seed, entry).isTrue();
            }
            assertThat(raised).as("seed %d", seed).containsAll(ledger.fold().notices());
        });
    }

    @Test
    void an_alert_that_was_told_is_taken_back_or_still_stands() {
        forEachSeed(seed -> {
            // given
            var ledger = told(Histories.of(seed, 20));
            var holding = new TreeSet<ShiftRef>();

            // when
            for (var entry : ledger.stream()) {
                if (entry instanceof AlertStream.Alert alert) {
                    holding.add(alert.shift().id());
                } else if (entry instanceof AlertStream.Withdrawn gone) {
                    assertThat(holding.remove(gone.shift().id()))
                            .as("seed %d, %s", seed, gone)
                            .isEqualTo(gone.alerted());
                } else if (entry instanceof AlertStream.Revised revised
                        && revised.change() == RevisionChange.VANISHED) {
                    assertThat(holding.remove(revised.shift().id()))
                            .as("seed %d, %s", seed, revised)
                            .isEqualTo(revised.alerted());
                }
            }

            // then
            assertThat(shifts(ledger.fold())).as("seed %d", seed).containsAll(holding);
        });
    }

    @Test
    void an_event_that_is_told_twice_changes_nothing() {
        forEachSeed(seed -> {
            // given
            var ledger = new Ledger(Rules.STANDARD);
            for (var event : Histories.of(seed, 12)) {
                Histories.tell(ledger, event);
                var fold = ledger.fold();
                var stream = List.copyOf(ledger.stream());

                // when
                Histories.tell(ledger, event);

                // then
                assertThat(ledger.fold()).as("seed %d", seed).isEqualTo(fold);
                assertThat(ledger.stream()).as("seed %d", seed).isEqualTo(stream);
            }
        });
    }

    @Test
    void the_order_in_which_entries_are_given_changes_no_fold() {
        forEachSeed(seed -> {
            // given
            var entries = Histories.entries(Histories.of(seed, 14));
            var expected = Fold.of(entries, Rules.STANDARD);
            var others = new ArrayList<>(entries);
            Collections.shuffle(others, new Random(seed));

            // when
            var fold = Fold.of(others, Rules.STANDARD);

            // then
            assertThat(fold).as("seed %d", seed).isEqualTo(expected);
        });
    }

    @Test
    void one_step_after_another_is_the_fold_of_what_was_said_so_far() {
        forEachSeed(seed -> {
            // given
            var entries = Histories.entries(Histories.of(seed, 14)).stream()
                    .sorted(Entry.ORDER)
                    .toList();
            var valid = Fold.of(entries, Rules.STANDARD).steps().stream()
                    .map(Step::entry)
                    .toList();
            var steps = new ArrayList<Step>();
            var standing = Standing.NOTHING;

            for (var entry : valid) {
                // when
                steps.add(standing.next(entry, Rules.STANDARD));
                standing = steps.getLast().after();
                var fold = Fold.of(valid.subList(0, steps.size()), Rules.STANDARD);

                // then
                assertThat(fold.steps()).as("seed %d", seed).isEqualTo(steps);
                assertThat(fold.standing()).as("seed %d", seed).isEqualTo(standing);
            }
        });
    }

    @Test
    void an_entry_after_all_others_takes_nothing_back() {
        forEachSeed(seed -> {
            // given
            var entries = Fold.of(Histories.entries(Histories.of(seed, 14)), Rules.STANDARD).steps().stream()
                    .map(Step::entry)
                    .toList();
            var before = Fold.EMPTY;

            for (int length = 1; length <= entries.size(); length++) {
                // when
                var after = Fold.of(entries.subList(0, length), Rules.STANDARD);

                // then
                assertThat(after.shifts().subList(0, before.shifts().size()))
                        .as("seed %d", seed)
                        .isEqualTo(before.shifts());
                assertThat(after.notices().subList(0, before.notices().size()))
                        .as("seed %d", seed)
                        .isEqualTo(before.notices());
                before = after;
            }
        });
    }

    private static void comesBack(long seed, Map<ShiftRef, Integer> occurrences, FoldShift shift, int occurrence) {
        assertThat(occurrence)
                .as("seed %d, %s", seed, shift.id())
                .isEqualTo(occurrences.merge(shift.id(), 1, Integer::sum));
    }

    private static Ledger told(List<Histories.Event> events) {
        var ledger = new Ledger(Rules.STANDARD);
        events.forEach(event -> Histories.tell(ledger, event));
        return ledger;
    }

    private static Set<ShiftRef> shifts(Fold fold) {
        var shifts = new TreeSet<ShiftRef>();
        fold.shifts().forEach(shift -> shifts.add(shift.id()));
        return shifts;
    }

    private static Set<ShiftRef> standing(AlertStream.Told told) {
        var standing = new TreeSet<ShiftRef>();
        told.shifts().forEach((id, shift) -> {
            if (shift.standing()) {
                standing.add(id);
            }
        });
        return standing;
    }

    private static void forEachSeed(LongConsumer law) {
        LongStream.range(0, 1_500).forEach(law);
    }
}
