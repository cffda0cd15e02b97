package org.diplofeed.timeline.position;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Continuity;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.events.Voice;
import org.jspecify.annotations.Nullable;

/**
 * domain.md's "Position and shift: the rules" written down a second time, sentence by sentence and as plainly as can
 * be: mutable fields, no shared logic with the package under test. Slow and naive on purpose.
 */
final class ReferenceFold {
    private static final Duration W = Duration.ofDays(3);
    private static final int CONFIRMS = 3;

    /** The position; {@link #stands} is false while there is none. */
    boolean stands;

    int stance;
    Firmness firmness = Firmness.STATED;
    Set<String> keys = Set.of();
    Instant since = Instant.EPOCH;
    List<String> evidence = new ArrayList<>();
    int points;
    int lastSign;
    String affirmer = "";
    Instant affirmed = Instant.EPOCH;

    /** The candidate, null while none is open. */
    @Nullable
    OpenCandidate candidate;

    final List<Shift> shifts = new ArrayList<>();
    final List<NoticeRef> notices = new ArrayList<>();

    /** A shift with the lines and times around it. */
    record Shift(ShiftRef id, int from, int to, Instant since, int points) {}

    /** What is open against the position. */
    static final class OpenCandidate {
        final Reading first;
        ShiftClass classification;
        int points;
        int against;
        boolean mixed;
        final List<String> evidence = new ArrayList<>();
        final Set<String> counted = new HashSet<>();

        OpenCandidate(Reading first, ShiftClass classification, int points) {
            this.first = first;
            this.classification = classification;
            this.points = points;
            evidence.add(first.statementId());
            counted.add(speakerAndDay(first));
        }
    }

    static ReferenceFold of(List<Entry> entries) {
        var rest = new ArrayList<>(entries);
        // Valid until it was withdrawn: a statement withdrawn before it was made never was.
        rest.removeIf(entry -> entry instanceof Reading
                && entries.stream()
                        .anyMatch(other -> other instanceof Withdrawal
                                && other.statementId().equals(entry.statementId())
                                && other.at().isBefore(entry.at())));
        var fold = new ReferenceFold();
        while (!rest.isEmpty()) {
            Entry next = rest.getFirst();
            for (Entry other : rest) {
                if (isBefore(other, next)) {
                    next = other;
                }
            }
            rest.remove(next);
            if (next instanceof Reading reading) {
                fold.assertion(reading);
            } else {
                fold.withdrawal(next.statementId(), next.at());
            }
        }
        return fold;
    }

    /** Ordered by valid time, then statementId; a statement is withdrawn after it was made. */
    private static boolean isBefore(Entry one, Entry other) {
        if (!one.at().equals(other.at())) {
            return one.at().isBefore(other.at());
        }
        if (!one.statementId().equals(other.statementId())) {
            return one.statementId().compareTo(other.statementId()) < 0;
        }
        return one instanceof Reading && other instanceof Withdrawal;
    }

    static int pointsOf(Reading a) {
        if (a.assertion().voice() != Voice.SELF) {
            return 0;
        }
        var attribution = a.attribution();
        if (attribution != Attribution.ON_RECORD
                && attribution != Attribution.INSTITUTIONAL
                && attribution != Attribution.BACKGROUND) {
            return 0;
        }
        int points = switch (a.authority().name()) {
            case "PRINCIPAL" -> 3;
            case "MINISTER", "ENVOY", "SPOKESPERSON", "INSTITUTION" -> 2;
            case "MILITARY", "OFFICIAL" -> 1;
            default -> 0;
        };
        return attribution == Attribution.BACKGROUND && points > 1 ? 1 : points;
    }

    /** The class of an assertion against a line; rule 1 (no position) is the caller's. */
    static ShiftClass classify(Reading a, int stance, int lastSign, Firmness firmness, Set<String> keys) {
        int said = a.assertion().stance();
        int sign = stance == 0 ? lastSign : Integer.signum(stance);
        if (sign != 0 && said != 0 && sign != Integer.signum(said)) {
            return ShiftClass.REVERSAL;
        }
        if (stance != 0 && said == 0) {
            return ShiftClass.SOFTENING;
        }
        if (stance == 0 && said != 0) {
            return ShiftClass.HARDENING;
        }
        boolean redNow = a.assertion().firmness() == Firmness.RED_LINE;
        boolean redBefore = firmness == Firmness.RED_LINE;
        boolean revised = a.assertion().continuity() == Continuity.REVISED;
        if (redNow && !redBefore) {
            return ShiftClass.HARDENING;
        }
        if (redBefore && !redNow && (Math.abs(said) < Math.abs(stance) || revised)) {
            return ShiftClass.SOFTENING;
        }
        if (!keys.containsAll(keysOf(a)) || (revised && !keys.equals(keysOf(a)))) {
            return ShiftClass.CONDITIONS_CHANGED;
        }
        return said != stance ? ShiftClass.NUANCE : ShiftClass.REAFFIRMATION;
    }

    private void assertion(Reading a) {
        int p = pointsOf(a);
        int said = a.assertion().stance();
        lapse(a.at());
        if (p == 0) {
            boolean opposite = stands && said != 0 && Integer.signum(said) == -Integer.signum(stance);
            if (opposite
                    && (a.attribution() == Attribution.LEAKED || a.assertion().voice() != Voice.SELF)) {
                notices.add(new NoticeRef(a.statementId(), NoticeKind.LEAK_DIVERGENCE));
            }
            return;
        }
        if (!stands) {
            become(a, p, List.of(a.statementId()));
            return;
        }
        var found = classify(a, stance, lastSign, firmness, keys);
        if (affirms(found)) {
            affirm(a, p, found);
        } else {
            oppose(a, p, found);
        }
    }

    private void affirm(Reading a, int p, ShiftClass found) {
        points += p;
        evidence.add(a.statementId());
        affirmer = a.speaker();
        affirmed = a.at();
        if (found == ShiftClass.NUANCE && p >= 2) {
            stance = a.assertion().stance();
        }
        var open = candidate;
        if (open == null) {
            return;
        }
        open.against += p;
        int its = open.first.assertion().stance();
        if (open.against >= open.points) {
            notices.add(new NoticeRef(open.first.statementId(), NoticeKind.CLARIFICATION));
            candidate = null;
        } else if (!open.mixed && !a.speaker().equals(open.first.speaker()) && farApart(its, stance)) {
            open.mixed = true;
            notices.add(new NoticeRef(a.statementId(), NoticeKind.MIXED_SIGNALS));
        }
    }

    private void oppose(Reading a, int p, ShiftClass found) {
        var open = candidate;
        boolean gained = true;
        if (open != null && joins(a, open)) {
            open.evidence.add(a.statementId());
            gained = open.counted.add(speakerAndDay(a));
            if (gained) {
                open.points += p;
                open.classification = found;
            }
        } else {
            open = new OpenCandidate(a, found, p);
            candidate = open;
        }
        if (open.points >= CONFIRMS) {
            int from = stance;
            become(open.first, open.points, open.evidence);
            shifts.add(new Shift(new ShiftRef(a.statementId(), open.classification), from, stance, since, points));
            candidate = null;
            return;
        }
        boolean recent = Duration.between(affirmed, a.at()).compareTo(W) <= 0;
        if (gained
                && !open.mixed
                && recent
                && !a.speaker().equals(affirmer)
                && farApart(a.assertion().stance(), stance)) {
            open.mixed = true;
            notices.add(new NoticeRef(a.statementId(), NoticeKind.MIXED_SIGNALS));
        }
    }

    /** SPEAKER_WITHDREW: an entry of its own at the retraction's time. */
    private void withdrawal(String statementId, Instant at) {
        lapse(at);
        var open = candidate;
        if (stands && evidence.contains(statementId)) {
            stands = false;
            lastSign = 0;
            candidate = null;
        } else if (open != null && open.evidence.contains(statementId)) {
            notices.add(new NoticeRef(open.first.statementId(), NoticeKind.CLARIFICATION));
            candidate = null;
        }
    }

    private void lapse(Instant at) {
        if (candidate != null && Duration.between(candidate.first.at(), at).compareTo(W) > 0) {
            candidate = null;
        }
    }

    private void become(Reading first, int withPoints, List<String> withEvidence) {
        stands = true;
        stance = first.assertion().stance();
        lastSign = stance == 0 ? lastSign : Integer.signum(stance);
        firmness = first.assertion().firmness();
        keys = keysOf(first);
        since = first.at();
        points = withPoints;
        evidence = new ArrayList<>(withEvidence);
        affirmer = first.speaker();
        affirmed = first.at();
    }

    private boolean joins(Reading a, OpenCandidate open) {
        int its = open.first.assertion().stance();
        int sign = its == 0 ? lastSign : Integer.signum(its);
        return affirms(classify(a, its, sign, open.first.assertion().firmness(), keysOf(open.first)));
    }

    private static boolean affirms(ShiftClass found) {
        return found == ShiftClass.REAFFIRMATION || found == ShiftClass.NUANCE;
    }

    private static boolean farApart(int one, int other) {
        return Integer.signum(one) != Integer.signum(other) || Math.abs(one - other) >= 2;
    }

    private static Set<String> keysOf(Reading a) {
        var found = new TreeSet<String>();
        a.assertion().conditions().forEach(condition -> found.add(condition.key()));
        return found;
    }

    private static String speakerAndDay(Reading a) {
        return a.speaker() + " " + a.at().toString().substring(0, 10);
    }
}
