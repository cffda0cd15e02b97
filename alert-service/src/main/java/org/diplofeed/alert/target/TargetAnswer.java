package org.diplofeed.alert.target;

import org.jspecify.annotations.Nullable;

/** What came of one request to a target. */
public sealed interface TargetAnswer {
    /**
     * An HTTP answer, whatever its status.
     *
     * @param retryAfter the header as sent
     * @param body its first bytes, as they came: never inflated
     * @param truncated whether there was more
     */
    // The bytes are never changed and never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(int status, @Nullable String retryAfter, byte[] body, boolean truncated) implements TargetAnswer {}

    /** No answer, or not a whole one. */
    record Failed(TargetFault fault) implements TargetAnswer {}
}
