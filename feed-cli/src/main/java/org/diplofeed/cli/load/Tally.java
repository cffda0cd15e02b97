package org.diplofeed.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of the lines so far. */
public final class Tally {
    /** Refusals that are kept whole, to be shown. */
    private static final int SHOWN = 20;

    private long accepted;
    private long replayed;
    private long refused;
    private final Map<String, Long> problems = new TreeMap<>();
    private final List<Refused> first = new ArrayList<>();

    /**
     * A line that is not on the record.
     *
     * @param line its number
     * @param problem why, as the service said it (RFC 9457)
     */
    public record Refused(long line, JsonNode problem) {}

    synchronized void count(EventLine line, JsonNode verdict) {
        switch (verdict.path("verdict").asText()) {
            case "accepted" -> accepted++;
            case "replayed" -> replayed++;
            default -> refuse(line, verdict.path("problem"));
        }
    }

    private void refuse(EventLine line, JsonNode problem) {
        refused++;
        problems.merge(problem.path("type").asText("unknown"), 1L, Long::sum);
        if (first.size() < SHOWN) {
            first.add(new Refused(line.number(), problem));
        }
    }

    /** Events that are on the record by this. */
    public synchronized long accepted() {
        return accepted;
    }

    /** Events that were on the record before. */
    public synchronized long replayed() {
        return replayed;
    }

    /** Events that are not. */
    public synchronized long refused() {
        return refused;
    }

    /** All of them. */
    public synchronized long total() {
        return accepted + replayed + refused;
    }

    /** How often each type of problem came, by its URI. */
    public synchronized Map<String, Long> problems() {
        return new TreeMap<>(problems);
    }

    /** The first refusals. */
    public synchronized List<Refused> firstRefused() {
        return List.copyOf(first);
    }
}
