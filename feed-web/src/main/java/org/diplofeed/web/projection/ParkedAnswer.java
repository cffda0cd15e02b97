package org.diplofeed.web.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.diplofeed.log.ParkedStream;
import org.diplofeed.log.ParkedStreams.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What came of an attempt on a parked stream.
 *
 * @param outcome RELEASED: nothing waits any more; STILL_PARKED: it stopped again
 * @param applied how many events took effect, or would
 * @param at where it stopped again, and why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ParkedAnswer(
        String streamId,
        String outcome,
        long applied,
        @Nullable ParkedStream at) {

    /** Null: no such stream is parked. */
    static @Nullable ParkedAnswer of(String streamId, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Released released -> new ParkedAnswer(streamId, "RELEASED", released.applied(), null);
            case Outcome.StillParked still -> new ParkedAnswer(streamId, "STILL_PARKED", still.applied(), still.at());
            case Outcome.NotParked _ -> null;
        };
    }

    boolean released() {
        return at == null;
    }
}
