package org.diplofeed.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;

/**
 * How a service does its work, as far as it says so.
 *
 * @param service its name
 * @param fault why it could not be asked; null when it answered
 * @param projections how far it has read the log
 * @param outbox how much of its own waits to be published; null where it publishes nothing
 * @param rebuilds what is built anew; null where it has none
 */
public record Overview(
        String service,
        @Nullable String fault,
        List<JsonNode> projections,
        @Nullable JsonNode outbox,
        @Nullable JsonNode rebuilds) {
    private static final double LONGEST_WAIT_SECONDS = 30;

    /** Asks a service. */
    public static Overview of(Admin admin, boolean reads) {
        try {
            return new Overview(
                    admin.service(),
                    null,
                    reads ? admin.projections() : List.of(),
                    orNull(admin::outbox),
                    reads ? orNull(admin::rebuilds) : null);
        } catch (StackFailure e) {
            return new Overview(admin.service(), String.valueOf(e.getMessage()), List.of(), null, null);
        }
    }

    private static @Nullable JsonNode orNull(Supplier<Optional<JsonNode>> question) {
        return question.get().orElse(null);
    }

    /** Whether it answers and reads on. */
    public boolean running() {
        return fault == null
                && projections.stream()
                        .allMatch(
                                projection -> projection.path("state").asText().equals("RUNNING"));
    }

    /** Whether what it has to publish goes out: nothing of it waits for longer than the alert rule allows. */
    public boolean publishing() {
        return outbox == null || outbox.path("oldestAgeSeconds").asDouble() <= LONGEST_WAIT_SECONDS;
    }

    /** Whether streams wait because the broker refuses an event of theirs. */
    public boolean refused() {
        return outbox != null && outbox.path("refusedStreams").asInt() > 0;
    }

    /** How many streams it could not go on with. */
    public long parked() {
        return projections.stream()
                .mapToLong(projection -> projection.path("parked").asLong())
                .sum();
    }
}
