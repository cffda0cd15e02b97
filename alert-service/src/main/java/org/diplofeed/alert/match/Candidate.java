package org.diplofeed.alert.match;

import java.util.List;
import java.util.Optional;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.Evidence;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.NoticeRaised;
import org.diplofeed.events.PositionStatus;
import org.diplofeed.events.Shift;
import org.diplofeed.events.ShiftClass;
import org.jspecify.annotations.Nullable;

/**
 * What of an event filters look at.
 *
 * @param attribution of the confirming statement
 * @param authority of the confirming statement
 * @param points of the position after
 * @param status the lesser of the positions before and after
 */
public record Candidate(
        AlertFamily family,
        @Nullable String holder,
        @Nullable String issueId,
        List<String> topics,
        @Nullable ShiftClass classification,
        @Nullable NoticeKind notice,
        @Nullable Attribution attribution,
        @Nullable Authority authority,
        int points,
        PositionStatus status) {
    /** A shift, told as an alert or as a revision of history. */
    public static Candidate of(AlertFamily family, Shift shift) {
        Optional<Evidence> confirming = shift.evidence().stream()
                .filter(evidence -> evidence.statementId().equals(shift.confirmedBy()))
                .findFirst();
        return new Candidate(
                family,
                shift.holder(),
                shift.issueId(),
                shift.topics(),
                shift.classification(),
                null,
                confirming.map(Evidence::attribution).orElse(null),
                confirming.map(Evidence::authority).orElse(null),
                shift.after().points(),
                shift.before().status() == PositionStatus.ESTABLISHED
                        ? shift.after().status()
                        : shift.before().status());
    }

    /** A notice. */
    public static Candidate of(NoticeRaised notice) {
        return new Candidate(
                AlertFamily.NOTICE,
                notice.holder(),
                notice.issueId(),
                notice.topics(),
                null,
                notice.kind(),
                null,
                null,
                Integer.MAX_VALUE,
                PositionStatus.ESTABLISHED);
    }
}
