package org.diplofeed.cli;

/** A service with two generations, of which the second would lose a shift. */
final class RebuiltTimeline extends StubService {
    private static final String GENERATION = """
            {"generation": %d, "state": "FOLLOWING", "phase": "DONE", "live": %b, "paused": false, "budget": 1.0,
             "rules": {"window": "PT72H", "pointsToConfirm": 3}, "percent": 100.0, "done": 5, "total": 5, "behind": 0%s}
            """;
    private static final String FIRST = GENERATION.formatted(1, true, ", \"previous\": 2");
    private static final String SECOND = GENERATION.formatted(2, false, "");

    @Override
    boolean remembers(String what) {
        return !what.equals("comparison");
    }

    @Override
    Answer answer(String what, boolean post, String body) {
        return Answer.of(
                switch (what) {
                    case "rebuilds" -> "{\"items\": [" + FIRST + "," + SECOND + "]}";
                    case "comparison" ->
                        "{\"digest\": \"d1\", \"same\": false, \"shifts\": {\"gained\": 0, \"lost\": 1}}";
                    case "comparison.html" -> "<!doctype html>";
                    case "1" -> FIRST;
                    default -> SECOND;
                });
    }
}
