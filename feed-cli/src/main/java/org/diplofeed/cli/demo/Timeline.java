package org.diplofeed.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.diplofeed.cli.stack.StackFailure;

/**
 * Waits until timeline-service has read what ingest-service accepted: every answer of the one says up to when it knows,
 * and the other's says when it recorded.
 *
 * @param api timeline-service
 */
public record Timeline(FeedApi api) {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(5);

    /**
     * Returns when the record that was accepted last has been read.
     *
     * @param accepted ingest-service's answer to it
     * @throws StackFailure when that takes more than a minute
     */
    public void awaitRead(FeedApi.Answer accepted) {
        Instant recorded = Instant.parse(accepted.body().path("recordedtime").asText());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (knownAt().isBefore(recorded)) {
            if (System.nanoTime() > deadline) {
                throw new StackFailure("timeline-service has not read "
                        + accepted.body().path("id").asText() + " after " + PATIENCE.toSeconds()
                        + " s; feed logs timeline may say why");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Whether it has this statement. */
    public boolean knows(String statement) {
        return api.get("/v1/statements/" + FeedApi.segment(statement)).success();
    }

    private Instant knownAt() {
        JsonNode knownAt = api.get("/v1/timeline?limit=1").body().path("asOf").path("knownAt");
        return knownAt.isTextual() ? Instant.parse(knownAt.asText()) : Instant.EPOCH;
    }
}
