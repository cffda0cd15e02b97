package org.diplofeed.timeline.position;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.diplofeed.events.Condition;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.ShiftClass;
import org.junit.jupiter.api.Test;

/** The fold and its alert stream say what {@link ReferenceFold} says, after every event of random histories. */
class FoldEqualsReferenceTest {

    @Test
    void every_short_history_folds_as_the_rules_are_written() {
        LongStream.range(0, 10_000).forEach(seed -> compare(seed, 3 + (int) (seed % 12)));
    }

    @Test
    void every_long_history_folds_as_the_rules_are_written() {
        LongStream.range(1_000_000, 1_000_012).forEach(seed -> compare(seed, 120));
    }

    @Test
    void the_histories_reach_every_class_every_notice_and_every_outcome() {
        // given
        var classes = new TreeSet<ShiftClass>();
        var notices = new TreeSet<NoticeKind>();
        var outcomes = new TreeSet<Step.Outcome>();
        var stream = new TreeSet<String>();

        // when
        LongStream.range(0, 2_000).forEach(seed -> {
            var ledger = new Ledger(Rules.STANDARD);
            Histories.of(seed, 14).forEach(event -> {
                Histories.tell(ledger, event);
                ledger.fold().steps().forEach(step -> {
                    outcomes.add(step.outcome());
                    if (step.classification() != null) {
                        classes.add(step.classification());
                    }
                });
                ledger.fold().notices().forEach(notice -> notices.add(notice.kind()));
            });
            ledger.stream().forEach(entry -> stream.add(words(entry).replaceAll("s\\d+ \\w+", "")));
        });

        // then
        assertThat(classes).hasSize(ShiftClass.values().length - 1);
        assertThat(notices)
                .containsExactlyInAnyOrder(
                        NoticeKind.CLARIFICATION, NoticeKind.MIXED_SIGNALS, NoticeKind.LEAK_DIVERGENCE);
        assertThat(outcomes).containsExactlyInAnyOrder(Step.Outcome.values());
        assertThat(stream)
                .contains(
                        "ALERT  #1",
                        "ALERT  #2",
                        "WITHDRAWN  #1 to those alerted",
                        "WITHDRAWN  #1",
                        "HISTORY_REVISED CONFIRMED  #1",
                        "HISTORY_REVISED CONFIRMED  #2",
                        "HISTORY_REVISED VANISHED  #1",
                        "HISTORY_REVISED VANISHED  #1 to those alerted",
                        "RAISED ",
                        "CLOSED ");
    }

    private static void compare(long seed, int length) {
        // given
        var ledger = new Ledger(Rules.STANDARD);
        var reference = new ReferenceStream();
        var known = new ArrayList<Histories.Event>();
        var stream = new ArrayList<String>();

        for (var event : Histories.of(seed, length)) {
            // when
            known.add(event);
            Histories.tell(ledger, event);
            var expected = ReferenceFold.of(Histories.entries(known));
            stream.addAll(reference.tell(expected));

            // then
            assertThat(words(ledger.fold())).as(() -> failure(seed, known)).isEqualTo(words(expected));
            assertThat(ledger.stream().stream().map(FoldEqualsReferenceTest::words))
                    .as(() -> failure(seed, known))
                    .containsExactlyElementsOf(stream);
        }
    }

    private static String failure(long seed, List<Histories.Event> known) {
        var lines = new StringBuilder("seed " + seed + "\nevents\n");
        known.forEach(event -> lines.append("  ").append(event).append('\n'));
        return lines.append("in order of valid time\n")
                .append(Histories.entries(known).stream().sorted(Entry.ORDER).toList())
                .toString();
    }

    private static List<String> words(Fold fold) {
        var words = new ArrayList<String>();
        var position = fold.standing().position();
        words.add(
                position == null
                        ? "no position"
                        : "%d %s %s since %s points %d last sign %d affirmed by %s at %s on %s"
                                .formatted(
                                        position.line().stance(),
                                        position.line().firmness(),
                                        keys(position.line().conditions()),
                                        position.since().start(),
                                        position.points(),
                                        position.lastSign(),
                                        position.affirmedBy(),
                                        position.affirmedAt(),
                                        ids(position.evidence())));
        var open = fold.standing().candidate();
        words.add(
                open == null
                        ? "no candidate"
                        : "%s: %d %s %s since %s by %s points %d against %d mixed %s on %s"
                                .formatted(
                                        open.classification(),
                                        open.line().stance(),
                                        open.line().firmness(),
                                        keys(open.line().conditions()),
                                        open.since().start(),
                                        open.openedBy(),
                                        open.points(),
                                        open.against(),
                                        open.mixedSignals(),
                                        ids(open.evidence())));
        fold.shifts()
                .forEach(shift -> words.add("shift %s from %d to %d since %s points %d"
                        .formatted(
                                ReferenceStream.word(shift.id()),
                                shift.before().line().stance(),
                                shift.after().line().stance(),
                                shift.after().since().start(),
                                shift.after().points())));
        fold.notices().forEach(notice -> words.add("notice " + ReferenceStream.word(notice)));
        return words;
    }

    private static List<String> words(ReferenceFold fold) {
        var words = new ArrayList<String>();
        words.add(
                !fold.stands
                        ? "no position"
                        : "%d %s %s since %s points %d last sign %d affirmed by %s at %s on %s"
                                .formatted(
                                        fold.stance,
                                        fold.firmness,
                                        fold.keys,
                                        fold.since,
                                        fold.points,
                                        fold.lastSign,
                                        fold.affirmer,
                                        fold.affirmed,
                                        fold.evidence));
        var open = fold.candidate;
        words.add(
                open == null
                        ? "no candidate"
                        : "%s: %d %s %s since %s by %s points %d against %d mixed %s on %s"
                                .formatted(
                                        open.classification,
                                        open.first.assertion().stance(),
                                        open.first.assertion().firmness(),
                                        keys(open.first.assertion().conditions()),
                                        open.first.at(),
                                        open.first.speaker(),
                                        open.points,
                                        open.against,
                                        open.mixed,
                                        open.evidence));
        fold.shifts.forEach(shift -> words.add("shift %s from %d to %d since %s points %d"
                .formatted(ReferenceStream.word(shift.id()), shift.from(), shift.to(), shift.since(), shift.points())));
        fold.notices.forEach(notice -> words.add("notice " + ReferenceStream.word(notice)));
        return words;
    }

    private static String words(AlertStream.Entry entry) {
        return switch (entry) {
            case AlertStream.Alert alert -> words("ALERT ", alert.shift(), alert.occurrence(), false);
            case AlertStream.Withdrawn gone -> words("WITHDRAWN ", gone.shift(), gone.occurrence(), gone.alerted());
            case AlertStream.Revised revised ->
                words(
                        "HISTORY_REVISED " + revised.change() + " ",
                        revised.shift(),
                        revised.occurrence(),
                        revised.alerted());
            case AlertStream.Raised raised -> "RAISED " + ReferenceStream.word(raised.notice());
            case AlertStream.Closed closed -> "CLOSED " + ReferenceStream.word(closed.notice());
        };
    }

    private static String words(String what, FoldShift shift, int occurrence, boolean alerted) {
        return what + ReferenceStream.word(shift.id()) + " #" + occurrence + (alerted ? " to those alerted" : "");
    }

    private static Set<String> keys(List<Condition> conditions) {
        var keys = new TreeSet<String>();
        conditions.forEach(condition -> keys.add(condition.key()));
        return keys;
    }

    private static List<String> ids(List<Weighed> evidence) {
        return evidence.stream().map(Weighed::statementId).toList();
    }
}
