package org.diplofeed.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** What a head of state says, the opposite of what was said the week before: each is a reversal, and confirms alone. */
final class Reversals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2020-01-01T09:00:00Z");
    private static final String ISSUE = "x.bench";

    private Reversals() {}

    static ObjectNode statement(String statementId, String actor, int week) {
        var at = START.plus(Duration.ofDays(7L * week)).toString();
        var statement = JSON.createObjectNode();
        statement.put("statementId", statementId).put("kind", "UTTERANCE");
        statement.putObject("occurred").put("from", at).put("to", at).put("precision", "INSTANT");
        statement.putObject("speaker").put("actorId", actor);
        statement.putArray("onBehalfOf").add(actor);
        statement.put("authority", "PRINCIPAL").put("attribution", "ON_RECORD").put("speechAct", "STATE");
        statement.put("channel", "OFFICIAL_SITE").put("summary", "Says so, week " + week + ".");
        statement
                .putArray("assertions")
                .addObject()
                .put("type", "POSITION")
                .put("holder", actor)
                .put("issueId", ISSUE)
                .put("stance", week % 2 == 0 ? 2 : -2)
                .put("firmness", "STATED")
                .put("voice", "SELF");
        statement
                .putObject("source")
                .put("sourceId", "src.bench")
                .put("kind", "OFFICIAL_RELEASE")
                .put("publisher", "Bench")
                .put("originGroup", "bench")
                .put("publishedAt", at)
                .put("language", "en")
                .put("reliability", "B");
        return statement;
    }

    static ObjectNode actor(String actorId) {
        return JSON.createObjectNode()
                .put("actorId", actorId)
                .put("type", "STATE")
                .put("name", "Benchland");
    }

    static ObjectNode issue() {
        return JSON.createObjectNode().put("issueId", ISSUE).put("proposition", "The bench is measured");
    }
}
