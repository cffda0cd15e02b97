package org.diplofeed.timeline.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.diplofeed.events.StreamKind;
import org.diplofeed.log.LogEntry;

/**
 * A random history of one or two positions and a few meetings: statements on and off the record, late reports,
 * corrections, retractions of every kind, links before and after what they name. The same seed gives the same history.
 */
public final class RandomHistory {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final List<String> AUTHORITIES =
            List.of("PRINCIPAL", "PRINCIPAL", "MINISTER", "SPOKESPERSON", "OFFICIAL", "EXPERT");
    private static final List<String> FIRMNESS = List.of("TENTATIVE", "STATED", "FIRM", "RED_LINE");

    private final RandomGenerator random;
    private final Log log = new Log();
    private final List<String> statements = new ArrayList<>();
    private final List<String> retracted = new ArrayList<>();

    private RandomHistory(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** So many events. */
    public static List<LogEntry> of(long seed, int events) {
        var history = new RandomHistory(seed);
        var meetings = new RandomMeetings(history.random, history.log);
        for (int i = 0; i < events; i++) {
            if (history.random.nextInt(5) == 0) {
                meetings.event(i);
            } else {
                history.event(i);
            }
        }
        return history.log.entries();
    }

    /**
     * The same events as they may arrive: each stream in its order, the streams mixed anew, cut into random batches.
     */
    static List<List<LogEntry>> arrival(List<LogEntry> recorded, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var streams = new LinkedHashMap<String, List<LogEntry>>();
        recorded.forEach(entry -> streams.computeIfAbsent(entry.streamId(), _ -> new ArrayList<>())
                .add(entry));
        var open = new ArrayList<>(streams.values().stream().map(ArrayList::new).toList());
        var batches = new ArrayList<List<LogEntry>>();
        var batch = new ArrayList<LogEntry>();
        while (!open.isEmpty()) {
            var stream = open.get(random.nextInt(open.size()));
            batch.add(stream.removeFirst());
            if (stream.isEmpty()) {
                open.remove(stream);
            }
            if (random.nextInt(4) == 0) {
                batches.add(List.copyOf(batch));
                batch.clear();
            }
        }
        batches.add(List.copyOf(batch));
        return batches.stream().filter(some -> !some.isEmpty()).toList();
    }

    private void event(int i) {
        int die = statements.size() < 3 ? 0 : random.nextInt(100);
        if (die < 65) {
            var id = "s" + i;
            statements.add(id);
            log.add("statement.recorded", StreamKind.STATEMENT.of(id), statement(id));
            return;
        }
        var target = statements.get(random.nextInt(statements.size()));
        if (die < 80) {
            correct(target);
        } else if (die < 90) {
            retract(target);
        } else {
            link(i, target);
        }
    }

    private void correct(String target) {
        if (!retracted.contains(target)) {
            var correction = Log.document("target", target, "reason", "CODING_ERROR", "by", "editor");
            if (random.nextBoolean()) {
                correction.set("replacement", statement(target));
            } else {
                correction.set("patch", Log.document("summary", "put another way", "authority", pick(AUTHORITIES)));
            }
            log.add("record.corrected", StreamKind.STATEMENT.of(target), correction);
        }
    }

    private void retract(String target) {
        if (!retracted.contains(target)) {
            retracted.add(target);
            var reason = random.nextInt(3) == 0 ? "SPEAKER_WITHDREW" : "PUBLISHER_RETRACTED";
            log.add(
                    "record.retracted",
                    StreamKind.STATEMENT.of(target),
                    Log.document("target", target, "reason", reason, "by", "editor"),
                    time());
        }
    }

    private void link(int i, String canonical) {
        // Half of the links name a duplicate that is recorded later, or never.
        var duplicate = random.nextBoolean()
                ? "s" + (i + 1 + random.nextInt(10))
                : statements.get(random.nextInt(statements.size()));
        var duplicates = new TreeSet<>(Set.of(duplicate));
        if (random.nextInt(3) == 0) {
            duplicates.add(statements.get(random.nextInt(statements.size())));
            duplicates.add(statements.get(random.nextInt(statements.size())));
        }
        duplicates.remove(canonical);
        if (!duplicates.isEmpty()) {
            log.add(
                    "records.linked",
                    StreamKind.STATEMENT.of(canonical),
                    Log.document("canonical", canonical, "duplicates", duplicates, "relation", "SAME_UTTERANCE"));
        }
    }

    private ObjectNode statement(String id) {
        var at = time().toString();
        var document = Documents.statement(
                id,
                at,
                "p." + random.nextInt(3),
                pick(AUTHORITIES),
                random.nextInt(6) == 0 ? "LEAKED" : "ON_RECORD",
                assertions());
        return document.put("visibility", random.nextInt(12) == 0 ? "RESTRICTED" : "PUBLIC");
    }

    private List<Map<String, Object>> assertions() {
        var assertions = new ArrayList<Map<String, Object>>();
        assertions.add(position("x.bridge"));
        if (random.nextInt(3) == 0) {
            assertions.add(position("x.canal"));
        }
        if (random.nextInt(3) == 0) {
            assertions.add(Map.of(
                    "type",
                    "FACT",
                    "claimId",
                    "clm.x",
                    "polarity",
                    pick(List.of("AFFIRM", "DENY")),
                    "by",
                    "XA" + random.nextInt(3)));
        }
        return assertions;
    }

    private Map<String, Object> position(String issue) {
        return Map.of(
                "type",
                "POSITION",
                "holder",
                "XAA",
                "issueId",
                issue,
                "stance",
                random.nextInt(5) - 2,
                "firmness",
                pick(FIRMNESS),
                "voice",
                random.nextInt(8) == 0 ? "ATTRIBUTED" : "SELF",
                "conditions",
                random.nextInt(4) == 0
                        ? List.of(Map.of("key", "k" + random.nextInt(2), "when", "IF", "text", "if so"))
                        : List.of());
    }

    private Instant time() {
        return START.plus(Duration.ofHours(random.nextInt(24 * 40)));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
