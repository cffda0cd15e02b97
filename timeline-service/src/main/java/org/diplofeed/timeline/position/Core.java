package org.diplofeed.timeline.position;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What carries a shift: the smallest part of its evidence that would have confirmed it alone.
 *
 * <p>A part carries a shift when the fold without the rest of the evidence, all else unchanged, still confirms it: by
 * the same statement, in the same class, from the same line to the same line. Of the smallest such parts it is the one
 * that comes first in the order of the evidence. Take it away and the shift does not stand; take away any one of it,
 * with the rest gone already, and it does not stand either.
 */
public final class Core {
    /** Of more evidence only what counted is tried: copies of an utterance that was heard a hundred times. */
    private static final int TRIED = 64;

    private final List<Entry> later;
    private final Standing before;
    private final FoldShift shift;
    private final Rules rules;

    private Core(List<Entry> later, Standing before, FoldShift shift, Rules rules) {
        this.later = later;
        this.before = before;
        this.shift = shift;
        this.rules = rules;
    }

    /**
     * The statements that carry a shift, in order of valid time.
     *
     * @param entries those of the fold that has confirmed it, in any order
     */
    public static List<String> of(Collection<? extends Entry> entries, FoldShift shift, Rules rules) {
        var evidence = shift.after().evidence();
        var rests = ids(evidence);
        var standing = Standing.NOTHING;
        var later = new ArrayList<Entry>();
        var withdrawn = new HashSet<String>();
        for (var entry : entries.stream().sorted(Entry.ORDER).toList()) {
            if (entry instanceof Withdrawal) {
                withdrawn.add(entry.statementId());
            } else if (withdrawn.contains(entry.statementId())) {
                continue;
            }
            if (later.isEmpty() && !rests.contains(entry.statementId())) {
                standing = standing.next(entry, rules).after();
            } else {
                later.add(entry);
            }
            if (entry.equals(shift.confirmedBy())) {
                break;
            }
        }
        var core = new Core(later, standing, shift, rules);
        var tried = evidence.size() <= TRIED
                ? evidence
                : evidence.stream()
                        .filter(item -> item.points() > 0
                                || item.statementId().equals(shift.id().confirmedBy()))
                        .toList();
        return core.smallest(tried.stream().map(Weighed::statementId).toList());
    }

    private List<String> smallest(List<String> evidence) {
        for (int size = 1; size <= evidence.size(); size++) {
            var found = choose(evidence, 0, size, new ArrayList<>());
            if (!found.isEmpty()) {
                return found;
            }
        }
        throw new IllegalStateException("a shift that not even all its evidence confirms");
    }

    /** The first part of this size that carries the shift; empty if none does. */
    private List<String> choose(List<String> evidence, int from, int size, List<String> chosen) {
        if (chosen.size() == size) {
            return carries(new HashSet<>(chosen)) ? List.copyOf(chosen) : List.of();
        }
        for (int i = from; i <= evidence.size() - (size - chosen.size()); i++) {
            chosen.add(evidence.get(i));
            var found = choose(evidence, i + 1, size, chosen);
            if (!found.isEmpty()) {
                return found;
            }
            chosen.removeLast();
        }
        return List.of();
    }

    private boolean carries(Set<String> part) {
        if (!part.contains(shift.id().confirmedBy())) {
            return false;
        }
        var rests = ids(shift.after().evidence());
        var standing = before;
        for (var entry : later) {
            if (rests.contains(entry.statementId()) && !part.contains(entry.statementId())) {
                continue;
            }
            var step = standing.next(entry, rules);
            standing = step.after();
            var confirmed = step.shift();
            if (confirmed != null && confirmed.id().equals(shift.id())) {
                return confirmed.before().line().sameAs(shift.before().line())
                        && confirmed.after().line().sameAs(shift.after().line());
            }
        }
        return false;
    }

    private static Set<String> ids(List<Weighed> evidence) {
        var ids = new HashSet<String>();
        evidence.forEach(item -> ids.add(item.statementId()));
        return ids;
    }
}
