package org.diplofeed.timeline.position;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The fold of one position: every entry that is known of it, in order of valid time.
 *
 * @param standing what stands after the last entry
 * @param shifts confirmed, in order of valid time
 * @param notices raised, in order of valid time, each once
 * @param steps what each entry did
 */
public record Fold(Standing standing, List<FoldShift> shifts, List<NoticeRef> notices, List<Step> steps) {
    /** The fold of nothing. */
    public static final Fold EMPTY = new Fold(Standing.NOTHING, List.of(), List.of(), List.of());

    public Fold {
        shifts = List.copyOf(shifts);
        notices = List.copyOf(notices);
        steps = List.copyOf(steps);
    }

    /**
     * Folds entries given in any order. A reading that was withdrawn before it was made was never valid: it is left
     * out, and has no step.
     */
    public static Fold of(Collection<? extends Entry> entries, Rules rules) {
        var steps = new ArrayList<Step>(entries.size());
        var standing = Standing.NOTHING;
        var withdrawn = new HashSet<String>();
        for (var entry : entries.stream().sorted(Entry.ORDER).toList()) {
            if (entry instanceof Withdrawal) {
                withdrawn.add(entry.statementId());
            } else if (withdrawn.contains(entry.statementId())) {
                continue;
            }
            var step = standing.next(entry, rules);
            steps.add(step);
            standing = step.after();
        }
        var shifts =
                steps.stream().flatMap(step -> Stream.ofNullable(step.shift())).toList();
        var notices = steps.stream()
                .flatMap(step -> step.notices().stream())
                .distinct()
                .toList();
        return new Fold(standing, shifts, notices, steps);
    }

    /** The current line, or empty where nothing is held: which is no position, not 0. */
    public Optional<Line> line() {
        return Optional.ofNullable(standing.position()).map(Position::line);
    }
}
