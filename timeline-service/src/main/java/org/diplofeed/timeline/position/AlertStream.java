package org.diplofeed.timeline.position;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.diplofeed.events.RevisionChange;

/**
 * What a recorded event makes worth telling of one position: the difference of its confirmed shifts and notices before
 * and after.
 */
public final class AlertStream {
    /** A shift that was told of at some time. */
    public record ToldShift(int occurrence, boolean standing, boolean alerted) {}

    /** What was told of a position so far; what it does not hold was never told. */
    public record Told(Map<ShiftRef, ToldShift> shifts, Set<NoticeRef> notices) {
        public static final Told NOTHING = new Told(Map.of(), Set.of());

        public Told {
            shifts = Map.copyOf(shifts);
            notices = Set.copyOf(notices);
        }

        /** What has been told once these entries are told too. */
        public Told with(List<Entry> entries) {
            var told = new TreeMap<>(shifts);
            var raised = new HashSet<>(notices);
            for (var entry : entries) {
                switch (entry) {
                    case Alert alert -> told.put(alert.shift().id(), new ToldShift(alert.occurrence(), true, true));
                    case Withdrawn withdrawn ->
                        told.put(
                                withdrawn.shift().id(),
                                new ToldShift(withdrawn.occurrence(), false, withdrawn.alerted()));
                    case Revised revised ->
                        told.put(
                                revised.shift().id(),
                                new ToldShift(
                                        revised.occurrence(),
                                        revised.change() == RevisionChange.CONFIRMED,
                                        revised.alerted()));
                    case Raised notice -> raised.add(notice.notice());
                    case Closed _ -> {}
                }
            }
            return new Told(told, raised);
        }
    }

    /** One entry of the stream. */
    public sealed interface Entry {}

    /** A shift was confirmed and the current position is another: an alert. */
    public record Alert(FoldShift shift, int occurrence) implements Entry {}

    /**
     * A confirmed shift vanished and the current position is another: its alert is taken back.
     *
     * @param alerted whether it had been told as an alert
     */
    public record Withdrawn(FoldShift shift, int occurrence, boolean alerted) implements Entry {}

    /**
     * A shift came or went in the past alone: for digests.
     *
     * @param alerted of a shift that vanished: whether it had been told as an alert, so that a correction is owed
     */
    public record Revised(RevisionChange change, FoldShift shift, int occurrence, boolean alerted) implements Entry {}

    /** A notice, for the first time ever. */
    public record Raised(NoticeRef notice) implements Entry {}

    /** What gave rise to a notice fell. */
    public record Closed(NoticeRef notice) implements Entry {}

    private AlertStream() {}

    /**
     * What to tell: new shifts, then vanished ones, then notices, each by the statement that they name.
     *
     * @param told what was told of this position so far
     */
    public static List<Entry> difference(Fold before, Fold after, Told told) {
        var was = byRef(before);
        var is = byRef(after);
        boolean moved = !sameLine(before.line(), after.line());
        var stream = new ArrayList<Entry>();
        is.forEach((ref, shift) -> {
            if (!was.containsKey(ref)) {
                int occurrence = occurrence(told, ref) + 1;
                stream.add(
                        moved
                                ? new Alert(shift, occurrence)
                                : new Revised(RevisionChange.CONFIRMED, shift, occurrence, false));
            }
        });
        was.forEach((ref, shift) -> {
            if (!is.containsKey(ref)) {
                int occurrence = occurrence(told, ref);
                boolean alerted =
                        told.shifts().containsKey(ref) && told.shifts().get(ref).alerted();
                stream.add(
                        moved
                                ? new Withdrawn(shift, occurrence, alerted)
                                : new Revised(RevisionChange.VANISHED, shift, occurrence, alerted));
            }
        });
        notices(before, after, told, stream);
        return List.copyOf(stream);
    }

    private static void notices(Fold before, Fold after, Told told, List<Entry> stream) {
        var was = Set.copyOf(before.notices());
        var is = Set.copyOf(after.notices());
        var either = new HashSet<>(was);
        either.addAll(is);
        either.stream().sorted().forEach(notice -> {
            if (!is.contains(notice)) {
                stream.add(new Closed(notice));
            } else if (!was.contains(notice) && !told.notices().contains(notice)) {
                stream.add(new Raised(notice));
            }
        });
    }

    private static int occurrence(Told told, ShiftRef ref) {
        var shift = told.shifts().get(ref);
        return shift == null ? 0 : shift.occurrence();
    }

    private static boolean sameLine(Optional<Line> before, Optional<Line> after) {
        return before.map(line -> after.isPresent() && line.sameAs(after.get())).orElse(after.isEmpty());
    }

    private static SortedMap<ShiftRef, FoldShift> byRef(Fold fold) {
        return fold.shifts().stream()
                .collect(Collectors.toMap(
                        FoldShift::id,
                        Function.identity(),
                        (first, second) -> {
                            throw new IllegalStateException("two shifts of one position confirmed by " + first.id());
                        },
                        TreeMap::new));
    }
}
