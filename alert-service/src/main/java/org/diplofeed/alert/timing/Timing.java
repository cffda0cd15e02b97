package org.diplofeed.alert.timing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.diplofeed.alert.match.AlertFamily;
import org.jspecify.annotations.Nullable;

/**
 * When a subscription wants to be told.
 *
 * @param snoozedUntil nothing until then
 * @param mutes nothing of these for a while
 * @param quietHours nothing within these
 * @param breakThroughUrgency alerts of this urgency, or a more urgent one, are not kept back by any silence; null: none
 * @param digest when digests go out; null: {@link DigestTimes#DEFAULT}
 * @param immediately what is told at once; null: shifts. The rest is told in digests
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Timing(
        @Nullable Instant snoozedUntil,
        List<Mute> mutes,
        @Nullable QuietHours quietHours,
        @Nullable Integer breakThroughUrgency,
        @Nullable DigestTimes digest,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SortedSet<AlertFamily> immediately) {
    /** Shifts at once and at any time, the rest in a digest a day. */
    public static final Timing DEFAULT = new Timing(null, null, null, null, null, null);

    // More than silences can follow one another without a gap: two quiet hours a day for a year are no use to anybody.
    private static final int MOST_STEPS = 50;

    public Timing(
            @Nullable Instant snoozedUntil,
            @Nullable List<Mute> mutes,
            @Nullable QuietHours quietHours,
            @Nullable Integer breakThroughUrgency,
            @Nullable DigestTimes digest,
            @Nullable SortedSet<AlertFamily> immediately) {
        this.snoozedUntil = snoozedUntil;
        this.mutes = mutes == null ? List.of() : List.copyOf(mutes);
        this.quietHours = quietHours;
        this.breakThroughUrgency = breakThroughUrgency;
        this.digest = digest;
        this.immediately = immediately == null ? null : new TreeSet<>(immediately);
    }

    /** A silence that holds, and when it ends. */
    private record Silence(HeldBack why, Instant until) {}

    /** Why an alert would be kept back at this moment, or empty when it may go out. */
    public Optional<HeldBack> silence(boolean paused, Subject subject, Instant now) {
        return longest(paused, subject, now).map(Silence::why);
    }

    /** Why an alert that is made now goes into a digest; empty: it goes out at once. */
    public Optional<HeldBack> heldBack(
            boolean paused, AlertFamily family, boolean backfill, Subject subject, Instant now) {
        if (backfill) {
            return Optional.of(HeldBack.BACKFILL);
        }
        boolean atOnce = immediately == null ? family == AlertFamily.SHIFT : immediately.contains(family);
        return atOnce || breaksThrough(subject) ? silence(paused, subject, now) : Optional.of(HeldBack.DIGEST);
    }

    /**
     * When an alert that is kept back may go into a digest, at the earliest.
     *
     * @return not after {@code now} when it may at once; {@link Instant#MAX} while nobody knows
     */
    public Instant release(boolean paused, HeldBack why, Subject subject, Instant since, Instant now) {
        var earliest = why.waitsForSchedule() ? (digest == null ? DigestTimes.DEFAULT : digest).next(since) : since;
        var time = earliest.isBefore(now) ? now : earliest;
        for (int i = 0; i < MOST_STEPS; i++) {
            var silence = longest(paused, subject, time);
            if (silence.isEmpty()) {
                return time;
            }
            time = silence.get().until();
            if (time.equals(Instant.MAX)) {
                return time;
            }
        }
        return time;
    }

    private boolean breaksThrough(Subject subject) {
        return breakThroughUrgency != null && subject.urgency() <= breakThroughUrgency;
    }

    private Optional<Silence> longest(boolean paused, Subject subject, Instant now) {
        if (breaksThrough(subject)) {
            return Optional.empty();
        }
        if (paused) {
            return Optional.of(new Silence(HeldBack.PAUSED, Instant.MAX));
        }
        var muted = mutes.stream()
                .filter(mute -> mute.covers(subject))
                .map(mute -> new Silence(HeldBack.MUTED, mute.until()));
        var snoozed = Optional.ofNullable(snoozedUntil).map(until -> new Silence(HeldBack.SNOOZED, until)).stream();
        var quiet = Optional.ofNullable(quietHours)
                .flatMap(hours -> hours.endAt(now))
                .map(end -> new Silence(HeldBack.QUIET_HOURS, end))
                .stream();
        return Stream.of(snoozed, muted, quiet)
                .flatMap(silences -> silences)
                .filter(silence -> silence.until().isAfter(now))
                .max(Comparator.comparing(Silence::until));
    }
}
