package org.diplofeed.timeline.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.diplofeed.log.LogEntry;

/** A log as ingest would have written it: recordedtimes a minute apart, streams with versions without a hole. */
public final class Log {
    private final List<LogEntry> entries = new ArrayList<>();
    private final Map<StreamId, Long> versions = new HashMap<>();
    private Instant clock = Instant.parse("2031-01-01T00:00:00Z");

    /** The reference and the events of a sample file. */
    public static Log sample(String name) {
        try (var json = Log.class.getResourceAsStream("/" + name + ".json")) {
            var log = new Log();
            var sample = FeedJson.mapper().readTree(json);
            sample.at("/reference/actors")
                    .forEach(actor -> log.add("actor.defined", StreamKind.ACTOR.of(text(actor, "actorId")), actor));
            sample.at("/reference/issues")
                    .forEach(issue -> log.add("issue.defined", StreamKind.ISSUE.of(text(issue, "issueId")), issue));
            sample.at("/reference/claims")
                    .forEach(claim -> log.add("claim.defined", StreamKind.CLAIM.of(text(claim, "claimId")), claim));
            for (var event : sample.get("events")) {
                var type = text(event, "type").replace("diplofeed.", "").replace(".v1", "");
                var kind = type.startsWith("meeting") ? StreamKind.MEETING : StreamKind.STATEMENT;
                log.add(type, kind.of(text(event, "subject")), event.get("data"));
            }
            return log;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asText();
    }

    /** An event whose valid time is that of its recording. */
    public Log add(String type, StreamId stream, JsonNode data) {
        clock = clock.plus(Duration.ofMinutes(1));
        return add(type, stream, data, clock);
    }

    Log add(String type, StreamId stream, JsonNode data, Instant time) {
        long version = versions.merge(stream, 1L, Long::sum);
        var envelope = new Envelope(
                "e" + entries.size(),
                "urn:test",
                "diplofeed." + type + ".v1",
                stream,
                time,
                clock,
                version,
                null,
                null,
                null);
        entries.add(new LogEntry(
                stream.kind().topic().name("t."),
                0,
                entries.size(),
                stream.toString(),
                version,
                clock,
                envelope.toHeaders(),
                EventCodec.payload((ObjectNode) data)));
        return this;
    }

    /** All entries, in the order in which they were recorded. */
    public List<LogEntry> entries() {
        return entries;
    }

    /** A document of named values. */
    public static ObjectNode document(Object... namesAndValues) {
        var document = FeedJson.mapper().createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            document.set((String) namesAndValues[i], FeedJson.mapper().valueToTree(namesAndValues[i + 1]));
        }
        return document;
    }
}
