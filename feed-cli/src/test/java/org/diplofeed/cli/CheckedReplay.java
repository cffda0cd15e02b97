package org.diplofeed.cli;

import java.util.concurrent.atomic.AtomicInteger;

/** A service with a check of a replay that has ended when it is asked for the second time. */
final class CheckedReplay extends StubService {
    private final AtomicInteger looks = new AtomicInteger();
    private final String end;
    private final int parked;

    /**
     * Starts it.
     *
     * @param end the state in which the check ends
     * @param parked how many streams would park
     */
    CheckedReplay(String end, int parked) {
        this.end = end;
        this.parked = parked;
    }

    @Override
    Answer answer(String what, boolean post, String body) {
        return switch (what) {
            case "replay-checks" ->
                post ? new Answer(true, check("RUNNING")) : Answer.of("{\"items\": [" + check(end) + "]}");
            case "cancel" -> Answer.of(check("CANCELLED"));
            default -> Answer.of(check(looks.incrementAndGet() < 2 ? "RUNNING" : end));
        };
    }

    private String check(String state) {
        return """
                {"id": "7", "projection": "timeline", "part": {"limit": 10}, "state": "%s", "total": 4, "done": 2,
                 "operator": "o", "begunAt": "2026-01-01T00:00:00Z"%s}
                """.formatted(state, state.equals("DONE") ? report() : "");
    }

    private String report() {
        return """
                , "report": {"read": 4, "applied": 4, "duplicates": 0, "known": 4, "byType": {}, "told": {},
                             "parked": %d, "stopped": [], "whole": true}
                """.formatted(parked);
    }
}
