package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.events.Lists.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something worth a look that is no shift; or, with status CLOSED, its cause fell.
 *
 * @param noticeId a hash of kind, what it is about and the statement that it names
 * @param statementId the statement (or report) that it names
 * @param sequence 1, 2, 3 … without a hole within the stream's derived events
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NoticeRaised(
        String noticeId,
        NoticeKind kind,
        NoticeStatus status,
        @Nullable String holder,
        @Nullable String issueId,
        @Nullable String meetingId,
        @Nullable String claimId,
        @Nullable String proposition,
        List<String> topics,
        String statementId,
        List<Evidence> evidence,
        long sequence,
        Cause cause)
        implements FeedEvent {
    public NoticeRaised {
        requireNonNull(noticeId, "noticeId");
        requireNonNull(kind, "kind");
        requireNonNull(status, "status");
        topics = orEmpty(topics);
        requireNonNull(statementId, "statementId");
        evidence = orEmpty(evidence);
        requireNonNull(cause, "cause");
    }

    @Override
    public EventType type() {
        return EventType.NOTICE_RAISED;
    }

    @Override
    public NoticeRaised data() {
        return this;
    }
}
