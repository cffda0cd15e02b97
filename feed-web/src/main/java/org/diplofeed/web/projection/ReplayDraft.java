package org.diplofeed.web.projection;

import static org.diplofeed.web.ProblemType.INVALID_DOCUMENT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.diplofeed.log.ReplayCheck.Part;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.TimeParameter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Reads which part of the log is meant. */
final class ReplayDraft {
    private static final int USUAL = 100_000;
    private static final int MOST = 1_000_000;

    private ReplayDraft() {}

    /**
     * Which part of the log; what is missing is any.
     *
     * @param topic of this topic alone, by its whole name
     * @param partition of this partition of the topic alone
     * @param fromOffset from this offset on, of each partition that is meant
     * @param toOffset up to this offset, without it
     * @param streamId of this stream alone, as in statement/st.x
     * @param since recorded then or later
     * @param until recorded then or earlier
     * @param limit most events, 1 to 1000000; 100000 if it is missing
     */
    @Schema(name = "NewReplayCheck")
    record Body(
            @Nullable String topic,
            @Nullable Integer partition,
            @Nullable Long fromOffset,
            @Nullable Long toOffset,
            @Nullable String streamId,
            @Nullable String since,
            @Nullable String until,
            @Nullable Integer limit) {}

    /**
     * The part that is meant.
     *
     * @param topics those that the projection reads
     * @throws ProblemException invalid-document, with all faults
     */
    static Part read(Body body, List<String> topics) {
        var faults = new ArrayList<ProblemError>();
        var topic = body.topic();
        if (topic != null && !topics.contains(topic)) {
            faults.add(new ProblemError("/topic", "unknown", "has to be one of " + String.join(", ", topics)));
        }
        needsTopic("/partition", body.partition(), topic, faults);
        needsTopic("/fromOffset", body.fromOffset(), topic, faults);
        needsTopic("/toOffset", body.toOffset(), topic, faults);
        if (body.fromOffset() != null && body.toOffset() != null && body.toOffset() < body.fromOffset()) {
            faults.add(new ProblemError("/toOffset", "range", "has to be fromOffset or more"));
        }
        var since = time("/since", body.since(), faults);
        var until = time("/until", body.until(), faults);
        if (since != null && until != null && until.isBefore(since)) {
            faults.add(new ProblemError("/until", "range", "has to be since or later"));
        }
        int limit = Objects.requireNonNullElse(body.limit(), USUAL);
        if (limit < 1 || limit > MOST) {
            faults.add(new ProblemError("/limit", "range", "has to be 1 to " + MOST));
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(INVALID_DOCUMENT, "That is no part of the log.", List.copyOf(faults));
        }
        return new Part(
                topic, body.partition(), body.fromOffset(), body.toOffset(), body.streamId(), since, until, limit);
    }

    private static void needsTopic(
            String pointer, @Nullable Number value, @Nullable String topic, List<ProblemError> faults) {
        if (value != null && value.longValue() < 0) {
            faults.add(new ProblemError(pointer, "range", "has to be 0 or more"));
        }
        if (value != null && topic == null) {
            faults.add(new ProblemError(pointer, "topic", "means something in one topic alone: say which"));
        }
    }

    private static @Nullable Instant time(String pointer, @Nullable String text, List<ProblemError> faults) {
        var time = TimeParameter.parse(text);
        if (text != null && time.isEmpty()) {
            faults.add(new ProblemError(pointer, "format", "has to be a time as RFC 3339 has it"));
        }
        return time.orElse(null);
    }
}
