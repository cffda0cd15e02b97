package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A statement or a meeting report was corrected.
 *
 * @param target the statementId or reportId
 * @param replacement the whole record as it now stands; or
 * @param patch an RFC 7396 merge patch of the record that stood
 * @param by who corrected it: the token's subject
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RecordCorrected(
        String target,
        @Nullable ObjectNode replacement,
        @Nullable ObjectNode patch,
        CorrectionReason reason,
        String by) implements FeedEvent {
    public RecordCorrected {
        requireNonNull(target, "target");
        requireNonNull(reason, "reason");
        requireNonNull(by, "by");
        if ((replacement == null) == (patch == null)) {
            throw new IllegalArgumentException("a correction holds either a replacement or a patch");
        }
    }

    @Override
    public EventType type() {
        return EventType.RECORD_CORRECTED;
    }

    @Override
    public RecordCorrected data() {
        return this;
    }
}
