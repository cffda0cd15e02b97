package org.diplofeed.timeline.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.diplofeed.events.PositionKey;
import org.diplofeed.timeline.position.AlertStream;
import org.diplofeed.timeline.position.AlertStream.Told;
import org.diplofeed.timeline.position.Entry;
import org.diplofeed.timeline.position.Fold;
import org.diplofeed.timeline.position.FoldShift;
import org.diplofeed.timeline.position.NoticeRef;
import org.diplofeed.timeline.position.Reading;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.position.Standing;
import org.diplofeed.timeline.position.Withdrawal;
import org.jspecify.annotations.Nullable;

/**
 * One position while a batch runs over it. An entry that comes after all others is one step from where the fold stands;
 * anything else folds the position's entries anew, for which they have to be loaded.
 */
final class PositionLedger {
    /** Where an entry stands among others; what {@link Entry#ORDER} goes by. */
    record Mark(Instant at, String statementId, boolean withdrawal) {
        private static final Comparator<Mark> ORDER =
                Comparator.comparing(Mark::at).thenComparing(Mark::statementId).thenComparing(Mark::withdrawal);

        static Mark of(Entry entry) {
            return new Mark(entry.at(), entry.statementId(), entry instanceof Withdrawal);
        }

        boolean isBefore(Mark other) {
            return ORDER.compare(this, other) < 0;
        }
    }

    /** The notices that opened or fell, told or not: a cause that comes back opens its notice without a word. */
    record NoticeChange(NoticeRef notice, boolean open, boolean told) {}

    /**
     * What one event did to the position.
     *
     * @param knownFrom since when it can be known: the greatest recordedtime that touched the position
     */
    record Change(List<AlertStream.Entry> stream, List<NoticeChange> notices, Instant knownFrom) {}

    private final PositionKey key;
    private final Rules rules;
    private Standing standing;
    private @Nullable Mark last;
    private Told told;
    private Set<NoticeRef> open;
    private @Nullable TreeSet<Entry> entries;
    private @Nullable Instant updated;
    private @Nullable Extent extent;

    /** @param open the notices whose causes stand */
    PositionLedger(
            PositionKey key,
            Rules rules,
            Standing standing,
            @Nullable Mark last,
            Told told,
            Set<NoticeRef> open,
            @Nullable Instant updated) {
        this.key = key;
        this.rules = rules;
        this.standing = standing;
        this.last = last;
        this.told = told;
        this.open = Set.copyOf(open);
        this.updated = updated;
    }

    /** One whose fold is made, and of which only what is stored is asked. */
    static PositionLedger folded(PositionKey key, Rules rules, Standing standing, @Nullable Mark last, Extent extent) {
        var ledger = new PositionLedger(key, rules, standing, last, Told.NOTHING, Set.of(), extent.updated());
        ledger.extent = extent;
        return ledger;
    }

    PositionKey key() {
        return key;
    }

    Rules rules() {
        return rules;
    }

    Standing standing() {
        return standing;
    }

    @Nullable
    Mark last() {
        return last;
    }

    /**
     * The greatest recordedtime that ever touched it. What follows from several events is known from the last of them
     * on, whichever was read last.
     */
    @Nullable
    Instant updated() {
        return updated;
    }

    /** What the batch adds to how far the position reaches; null before the first change. */
    @Nullable
    Extent extent() {
        return extent;
    }

    /** Gives it all entries that count before the batch, so that it can fold anew. */
    void load(Collection<Entry> counting) {
        var loaded = new TreeSet<>(Entry.ORDER);
        loaded.addAll(counting);
        entries = loaded;
    }

    /** What an event changed. */
    Change change(Set<Entry> removed, Set<Entry> added, Instant recordedTime, Extent reach) {
        extent = extent == null ? reach : extent.and(reach);
        var known = updated == null || recordedTime.isAfter(updated) ? recordedTime : updated;
        updated = known;
        return removed.isEmpty() && isStep(last, added) ? step(added, known) : refold(removed, added, known);
    }

    /**
     * Whether one step each is enough: they all come after a mark, none is the withdrawal of a statement on which the
     * position may rest without the stored state saying so, and none is withdrawn before it was made.
     */
    boolean isStep(@Nullable Mark mark, Collection<Entry> added) {
        var position = standing.position();
        boolean whole = position == null || position.earlier() == 0;
        return comesAfter(mark, added)
                && (whole || added.stream().noneMatch(Withdrawal.class::isInstance))
                && added.stream().noneMatch(entry -> withdrawnBefore(entry, added));
    }

    private static boolean withdrawnBefore(Entry entry, Collection<Entry> added) {
        return entry instanceof Reading
                && added.stream()
                        .anyMatch(other -> other instanceof Withdrawal
                                && other.statementId().equals(entry.statementId())
                                && other.at().isBefore(entry.at()));
    }

    private static boolean comesAfter(@Nullable Mark last, Collection<Entry> added) {
        return last == null || added.stream().noneMatch(entry -> !last.isBefore(Mark.of(entry)));
    }

    private Change step(Set<Entry> added, Instant known) {
        var before = new Fold(standing, List.of(), List.of(), List.of());
        var shifts = new ArrayList<FoldShift>();
        var notices = new ArrayList<NoticeRef>();
        for (var entry : added.stream().sorted(Entry.ORDER).toList()) {
            var step = standing.next(entry, rules);
            standing = step.after();
            last = Mark.of(entry);
            notices.addAll(step.notices());
            if (step.shift() != null) {
                shifts.add(step.shift());
            }
            if (entries != null) {
                entries.add(entry);
            }
        }
        var after = new Fold(standing, shifts, notices, List.of());
        var nowOpen = new HashSet<>(open);
        nowOpen.addAll(notices);
        return tell(before, after, nowOpen, known);
    }

    private Change refold(Set<Entry> removed, Set<Entry> added, Instant known) {
        if (entries == null) {
            throw new IllegalStateException("a position has to be folded anew and its entries are not loaded");
        }
        var before = Fold.of(entries, rules);
        removed.forEach(entries::remove);
        entries.addAll(added);
        var after = Fold.of(entries, rules);
        standing = after.standing();
        last = entries.isEmpty() ? null : Mark.of(entries.last());
        return tell(before, after, new HashSet<>(after.notices()), known);
    }

    private Change tell(Fold before, Fold after, Set<NoticeRef> nowOpen, Instant known) {
        var stream = AlertStream.difference(before, after, told);
        var changes = new ArrayList<NoticeChange>();
        for (var notice : new TreeSet<>(nowOpen)) {
            if (!open.contains(notice)) {
                changes.add(new NoticeChange(notice, true, told.notices().contains(notice)));
            }
        }
        for (var notice : new TreeSet<>(open)) {
            if (!nowOpen.contains(notice)) {
                changes.add(new NoticeChange(notice, false, true));
            }
        }
        told = told.with(stream);
        open = Set.copyOf(nowOpen);
        return new Change(stream, changes, known);
    }
}
