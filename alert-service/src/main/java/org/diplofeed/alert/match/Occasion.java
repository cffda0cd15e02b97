package org.diplofeed.alert.match;

import java.time.Instant;
import java.util.Optional;
import org.diplofeed.events.ActorDefined;
import org.diplofeed.events.ClaimDefined;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.HistoryRevised;
import org.diplofeed.events.IssueDefined;
import org.diplofeed.events.MeetingReported;
import org.diplofeed.events.NoticeRaised;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.RecordCorrected;
import org.diplofeed.events.RecordRetracted;
import org.diplofeed.events.RecordsLinked;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.events.Shift;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.StatementRecorded;
import org.jspecify.annotations.Nullable;

/**
 * What a derived event gives reason to tell.
 *
 * @param kind to those whose filter lets the candidate through and who are not owed {@code takenBack}; null when nobody
 *     new is told
 * @param takenBack to those who were told of {@code aboutId} before; null when nothing is taken back
 * @param aboutId the shift's or the notice's id
 * @param candidate what filters look at
 * @param occurred when the deciding statement was made
 * @param recorded when the event that decided was recorded
 */
public record Occasion(
        @Nullable AlertKind kind,
        @Nullable AlertKind takenBack,
        String aboutId,
        Candidate candidate,
        Instant occurred,
        Instant recorded) {
    /** What there is to tell of an event, or empty for one that alerts know nothing of. */
    public static Optional<Occasion> of(FeedEvent event, Instant time) {
        return switch (event) {
            case ShiftConfirmed confirmed ->
                Optional.of(ofShift(
                        AlertKind.ISSUED,
                        null,
                        AlertFamily.SHIFT,
                        confirmed.shift(),
                        confirmed.cause().recordedTime()));
            case ShiftWithdrawn withdrawn ->
                Optional.of(ofShift(
                        null,
                        AlertKind.WITHDRAWN,
                        AlertFamily.SHIFT,
                        withdrawn.shift(),
                        withdrawn.cause().recordedTime()));
            case HistoryRevised revised -> Optional.of(ofRevision(revised));
            case NoticeRaised notice -> Optional.of(ofNotice(notice, time));
            case ActorDefined _,
                    IssueDefined _,
                    ClaimDefined _,
                    StatementRecorded _,
                    MeetingReported _,
                    RecordCorrected _,
                    RecordRetracted _,
                    RecordsLinked _ -> Optional.empty();
        };
    }

    /** What tells one telling of the same thing from another, in the effect ledger: told once each. */
    public String effectKind(AlertKind told) {
        return told == AlertKind.HISTORY_REVISED && takenBack != null ? told.name() + ":VANISHED" : told.name();
    }

    /** Within what an ordered subscription keeps order: holder and issue, or the thing itself where it has none. */
    public String place() {
        return candidate.holder() == null || candidate.issueId() == null
                ? aboutId
                : candidate.holder() + "|" + candidate.issueId();
    }

    /**
     * How soon to look at it, as IPTC has it: 1 is the most urgent, 5 normal, 8 the least. What takes an alert back is
     * as urgent as the alert.
     */
    public int urgency() {
        return switch (candidate.family()) {
            case SHIFT -> ofClass(candidate.classification());
            case NOTICE -> 6;
            case HISTORY, UNRECOGNIZED -> 8;
        };
    }

    private static int ofClass(@Nullable ShiftClass classification) {
        return switch (classification) {
            case REVERSAL -> 2;
            case SOFTENING, HARDENING -> 3;
            case CONDITIONS_CHANGED -> 4;
            case NEW_POSITION, NUANCE, REAFFIRMATION, UNRECOGNIZED -> 5;
            case null -> 5;
        };
    }

    private static Occasion ofShift(
            @Nullable AlertKind kind,
            @Nullable AlertKind takenBack,
            AlertFamily family,
            Shift shift,
            Instant recorded) {
        return new Occasion(
                kind,
                takenBack,
                shift.shiftId(),
                Candidate.of(family, shift),
                shift.at().start(),
                recorded);
    }

    private static Occasion ofRevision(HistoryRevised revised) {
        boolean vanished = revised.change() == RevisionChange.VANISHED;
        return ofShift(
                AlertKind.HISTORY_REVISED,
                vanished ? AlertKind.CORRECTED : null,
                AlertFamily.HISTORY,
                revised.shift(),
                revised.cause().recordedTime());
    }

    private static Occasion ofNotice(NoticeRaised notice, Instant time) {
        boolean closed = notice.status() == NoticeStatus.CLOSED;
        return new Occasion(
                closed ? null : AlertKind.NOTICE_RAISED,
                closed ? AlertKind.NOTICE_CLOSED : null,
                notice.noticeId(),
                Candidate.of(notice),
                time,
                notice.cause().recordedTime());
    }
}
