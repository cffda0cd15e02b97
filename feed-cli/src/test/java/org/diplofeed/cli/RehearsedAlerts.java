package org.diplofeed.cli;

import java.util.concurrent.atomic.AtomicInteger;

/** A service with a rehearsal that has ended when it is asked for the second time. */
final class RehearsedAlerts extends StubService {
    private final AtomicInteger looks = new AtomicInteger();
    private final String end;
    private final int events;

    /**
     * Starts it.
     *
     * @param end the state in which the rehearsal ends
     * @param events how many there are to play
     */
    RehearsedAlerts(String end, int events) {
        this.end = end;
        this.events = events;
    }

    @Override
    Answer answer(String what, boolean post, String body) {
        if (body.contains("\"dryRun\":true")) {
            return Answer.of("{\"events\": " + events + "}");
        }
        return switch (what) {
            case "rehearsals" ->
                post ? new Answer(true, rehearsal("RUNNING")) : Answer.of("{\"items\": [" + rehearsal(end) + "]}");
            case "cancel" -> Answer.of(rehearsal("CANCELLED"));
            default -> Answer.of(rehearsal(looks.incrementAndGet() < 2 ? "RUNNING" : end));
        };
    }

    private static String rehearsal(String state) {
        return """
                {"rehearsalId": "rh_1", "subscriptionId": "sub_1", "state": "%s", "since": "2025-12-02T00:00:00Z",
                 "until": "2025-12-03T00:00:00Z", "speed": 60.0, "clock": "2025-12-02T12:00:00Z", "percent": 50.0, "total": 4,
                 "done": 2, "alerts": 1, "operator": "o", "createdAt": "2026-01-01T00:00:00Z"}
                """.formatted(state);
    }
}
