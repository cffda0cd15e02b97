package org.diplofeed.timeline.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;

/**
 * Random reports of a few meetings, their corrections and retractions, and links of meetings, also before any report.
 */
final class RandomMeetings {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final int MEETINGS = 5;
    private static final List<String> SIDES = List.of("XA0", "XA1", "XA2");
    private static final List<String> PHASES =
            List.of("MOOTED", "ANNOUNCED", "POSTPONED", "CANCELLED", "UNDERWAY", "HELD");

    private final RandomGenerator random;
    private final Log log;
    private final Map<String, String> meetingOf = new HashMap<>();
    private final List<String> standing = new ArrayList<>();

    RandomMeetings(RandomGenerator random, Log log) {
        this.random = random;
        this.log = log;
    }

    void event(int i) {
        int die = standing.isEmpty() ? 0 : random.nextInt(10);
        if (die < 6) {
            var id = "r" + i;
            var meeting = "m" + random.nextInt(MEETINGS);
            meetingOf.put(id, meeting);
            standing.add(id);
            log.add("meeting.reported", StreamKind.MEETING.of(meeting), report(id, meeting));
        } else if (die < 7) {
            var target = pick(standing);
            log.add("record.corrected", stream(target), correction(target));
        } else if (die < 8) {
            var target = pick(standing);
            standing.remove(target);
            var reason = random.nextBoolean() ? "SPEAKER_WITHDREW" : "FABRICATED";
            log.add(
                    "record.retracted",
                    stream(target),
                    Log.document("target", target, "reason", reason, "by", "editor"),
                    time());
        } else {
            int canonical = random.nextInt(MEETINGS);
            var duplicate = "m" + (canonical + 1 + random.nextInt(2));
            log.add(
                    "records.linked",
                    StreamKind.MEETING.of("m" + canonical),
                    Log.document(
                            "canonical",
                            "m" + canonical,
                            "duplicates",
                            List.of(duplicate),
                            "relation",
                            "SAME_MEETING"));
        }
    }

    private ObjectNode correction(String target) {
        var correction = Log.document("target", target, "reason", "CODING_ERROR", "by", "editor");
        if (random.nextBoolean()) {
            correction.set("replacement", report(target, meetingOf.getOrDefault(target, "")));
        } else {
            correction.set("patch", Log.document("phase", pick(PHASES)));
        }
        return correction;
    }

    private StreamId stream(String report) {
        return StreamKind.MEETING.of(meetingOf.getOrDefault(report, ""));
    }

    private ObjectNode report(String id, String meeting) {
        var at = time().toString();
        var side = pick(SIDES);
        return Log.document(
                "reportId",
                id,
                "meetingId",
                meeting,
                "occurred",
                Map.of("from", at, "to", at, "precision", "INSTANT"),
                "reportedBy",
                Map.of(
                        "speaker",
                        Map.of("actorId", "p.0"),
                        "onBehalfOf",
                        List.of(side),
                        "authority",
                        "SPOKESPERSON",
                        "attribution",
                        "ON_RECORD"),
                "phase",
                pick(PHASES),
                "confirmation",
                pick(List.of("CONFIRMS", "NOT_CONFIRMED", "DENIES")),
                "participants",
                List.of(
                        Map.of("actorId", side, "side", side, "role", "PARTY", "presence", "EXPECTED"),
                        Map.of("actorId", "XA3", "side", "XA3", "role", "PARTY", "presence", "EXPECTED")),
                "source",
                Map.of(
                        "sourceId", "s",
                        "kind", "NEWS_ARTICLE",
                        "publisher", "P",
                        "originGroup", "p",
                        "publishedAt", at,
                        "language", "en",
                        "reliability", "B"));
    }

    private Instant time() {
        return START.plus(Duration.ofHours(random.nextInt(24 * 40)));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
