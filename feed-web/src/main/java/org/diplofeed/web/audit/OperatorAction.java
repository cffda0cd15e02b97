package org.diplofeed.web.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator did, or tried to.
 *
 * @param operator the token's subject
 * @param action what kind of thing: parked.retry, export, restore.begin
 * @param target what it was about
 * @param reason what the operator gave as one
 * @param endedAt absent where it was cut off, or is under way
 * @param outcome how it ended
 * @param counts how much of what
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperatorAction(
        String id,
        Instant begunAt,
        String operator,
        String action,
        @Nullable String target,
        @Nullable String reason,
        String requestId,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable Map<String, Long> counts) {}
