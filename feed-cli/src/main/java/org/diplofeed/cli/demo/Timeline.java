package org.diplofeed.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.diplofeed.cli.stack.StackFailure;

/** Waits until timeline-service has read what ingest-service accepted. */
public record Timeline(FeedApi api) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(5);

    /**
     * Returns when the event's record can be read.
     *
     * @throws StackFailure when that takes more than 30 s
     */
    public void awaitRead(JsonNode event) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String path = path(event.path("data"));
        while (!shows(event, api.get(path))) {
            if (System.nanoTime() > deadline) {
                throw new StackFailure(
                        "timeline-service has not read " + event.path("subject").asText() + " after "
                                + PATIENCE.toSeconds() + " s; feed logs timeline may say why");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static String path(JsonNode data) {
        return data.hasNonNull("statementId")
                ? "/v1/statements/" + FeedApi.segment(data.path("statementId").asText())
                : "/v1/meetings/" + FeedApi.segment(data.path("meetingId").asText());
    }

    /** A meeting is there from its first report on, so a report has to be looked for in it. */
    private static boolean shows(JsonNode event, FeedApi.Answer answer) {
        var reportId = event.path("data").path("reportId");
        return answer.success()
                && (reportId.isMissingNode()
                        || answer.body().findValuesAsText("reportId").contains(reportId.asText()));
    }
}
