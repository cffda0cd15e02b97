package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every answer says of itself.
 *
 * @param settled whether everything recorded up to {@code knownAt} has been read: only then is the answer the same for
 *     ever, and only then should it be cited
 * @param completeness whether anything is missing
 * @param parked what is missing of a degraded answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Basis(
        AsOf asOf,
        boolean settled,
        Completeness completeness,
        @Nullable Parked parked) {
    /** Whether anything is missing that was read. */
    public enum Completeness {
        @JsonProperty("ok")
        OK,
        /** Streams that may touch the answer are parked: an event of theirs could not be applied. */
        @JsonProperty("degraded")
        DEGRADED,
        /** The log is being read anew and is not read up to the question's time yet. */
        @JsonProperty("rebuilding")
        REBUILDING
    }

    /**
     * The parked streams that may touch an answer.
     *
     * @param since when the first of them was parked
     */
    public record Parked(int count, Instant since) {}
}
