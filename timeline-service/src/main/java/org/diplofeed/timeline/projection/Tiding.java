package org.diplofeed.timeline.projection;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.diplofeed.timeline.position.FoldShift;
import org.diplofeed.timeline.position.ShiftRef;
import org.jspecify.annotations.Nullable;

/** Something to tell because of one recorded event of the batch. */
sealed interface Tiding {
    /** The recorded event's place in the batch. */
    int at();

    /** Since when it can be known. */
    Instant knownFrom();

    /** The stream on which it is told. */
    StreamId stream();

    /** Within one recorded event: new shifts, then vanished ones, then notices, each by what it is about. */
    Comparator<Tiding> ORDER = Comparator.comparingInt(Tiding::at)
            .thenComparingInt(Tiding::rank)
            .thenComparing(tiding -> tiding.stream().subject())
            .thenComparing(Tiding::name);

    private static int rank(Tiding tiding) {
        return switch (tiding) {
            case Shifted shifted -> shifted.change() == RevisionChange.CONFIRMED ? 0 : 1;
            case Noticed _ -> 2;
        };
    }

    private static String name(Tiding tiding) {
        return switch (tiding) {
            case Shifted shifted ->
                shifted.ref().confirmedBy() + " "
                        + shifted.ref().classification().name();
            case Noticed noticed -> noticed.statementId() + " " + noticed.kind().name();
        };
    }

    /**
     * A shift came or went.
     *
     * @param shift as the fold has it; of one that went it may be missing
     * @param current whether the current position is another for it
     * @param alerted of one that went: whether it had been told as an alert
     */
    record Shifted(
            int at,
            PositionKey key,
            RevisionChange change,
            ShiftRef ref,
            @Nullable FoldShift shift,
            int occurrence,
            boolean current,
            boolean alerted,
            Instant knownFrom)
            implements Tiding {
        @Override
        public StreamId stream() {
            return StreamKind.POSITION.of(key.subject());
        }

        String shiftId() {
            return DerivedId.of(
                    key.holder(),
                    key.issueId(),
                    classification().name(),
                    ref.confirmedBy(),
                    Integer.toString(occurrence));
        }

        /** The shift of one that came. */
        FoldShift confirmed() {
            return requireNonNull(shift, "a shift that is confirmed has its fold");
        }

        ShiftClass classification() {
            return ref.classification();
        }
    }

    /**
     * A notice's cause came or fell.
     *
     * @param key of a notice about a position
     * @param quiet when nothing is to be told: its cause came back, and it is raised once ever
     */
    record Noticed(
            int at,
            StreamId stream,
            @Nullable PositionKey key,
            NoticeKind kind,
            String statementId,
            NoticeStatus status,
            boolean quiet,
            Instant knownFrom)
            implements Tiding {
        String noticeId() {
            return DerivedId.of(kind.name(), stream.toString(), statementId);
        }
    }

    /** In the order in which they are told. */
    static List<Tiding> sorted(List<Tiding> tidings) {
        return tidings.stream().sorted(ORDER).toList();
    }
}
