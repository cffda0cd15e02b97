package org.diplofeed.ingest.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.events.FeedJson;

/** Small real stories, and documents to bend. */
public final class Samples {
    private Samples() {}

    /** A sample file: reference entities and events. */
    public static JsonNode story(String name) {
        try (var in = Samples.class.getResourceAsStream("/samples/" + name + ".json")) {
            return FeedJson.mapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The definitions that a story needs, as CloudEvents of a source. */
    public static List<ObjectNode> definitions(JsonNode story, String source) {
        var events = new ArrayList<ObjectNode>();
        for (var kind : List.of("actor", "issue", "claim")) {
            for (var entity : story.path("reference").path(kind + "s")) {
                var event = FeedJson.mapper().createObjectNode();
                event.put("specversion", "1.0")
                        .put("id", kind + "-" + entity.path(kind + "Id").asText())
                        .put("source", source)
                        .put("type", "diplofeed." + kind + ".defined.v1");
                event.set("data", entity);
                events.add(event);
            }
        }
        return events;
    }

    /** The events of a story in their order. */
    public static List<ObjectNode> events(JsonNode story) {
        var events = new ArrayList<ObjectNode>();
        story.path("events").forEach(event -> events.add((ObjectNode) event));
        return events;
    }

    /** JSON, written with apostrophes for quotation marks. */
    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) FeedJson.mapper().readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A statement that breaks no rule, by an actor on an issue. */
    public static ObjectNode statement(String id, String holder, String issue) {
        return json("""
                {'statementId':'%s','kind':'UTTERANCE',
                 'occurred':{'from':'2025-12-02T10:00:00Z','to':'2025-12-02T10:00:00Z','precision':'INSTANT'},
                 'speaker':{'actorId':'%s'},'onBehalfOf':['%s'],'authority':'PRINCIPAL','attribution':'ON_RECORD',
                 'speechAct':'STATE','channel':'OFFICIAL_SITE','summary':'Says yes.',
                 'assertions':[{'type':'POSITION','holder':'%s','issueId':'%s','stance':2,'firmness':'STATED',
                                'voice':'SELF'}],
                 'source':{'sourceId':'src.1','kind':'OFFICIAL_RELEASE','publisher':'Office','originGroup':'office',
                           'publishedAt':'2025-12-02','language':'en','reliability':'B'}}
                """.formatted(id, holder, holder, holder, issue));
    }

    /** A meeting report that breaks no rule. */
    public static ObjectNode report(String id, String meeting, String side) {
        return json("""
                {'reportId':'%s','meetingId':'%s',
                 'occurred':{'from':'2025-12-02','to':'2025-12-02','precision':'DAY'},
                 'reportedBy':{'speaker':{'actorId':'%s'},'onBehalfOf':['%s'],'authority':'PRINCIPAL',
                               'attribution':'ON_RECORD'},
                 'phase':'HELD','confirmation':'CONFIRMS',
                 'participants':[{'actorId':'%s','side':'%s','role':'PARTY','presence':'ATTENDED'}],
                 'source':{'sourceId':'src.1','kind':'OFFICIAL_RELEASE','publisher':'Office','originGroup':'office',
                           'publishedAt':'2025-12-02','language':'en','reliability':'B'}}
                """.formatted(id, meeting, side, side, side, side));
    }
}
