package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A statement or a meeting report was retracted.
 *
 * @param target the statementId or reportId
 * @param by who retracted it: the token's subject
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RecordRetracted(String target, RetractionReason reason, String by) implements FeedEvent {
    public RecordRetracted {
        requireNonNull(target, "target");
        requireNonNull(reason, "reason");
        requireNonNull(by, "by");
    }

    @Override
    public EventType type() {
        return EventType.RECORD_RETRACTED;
    }

    @Override
    public RecordRetracted data() {
        return this;
    }
}
