package org.diplofeed.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.UUID;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.demo.Sample;

/** A story told to a system under ids that nobody else uses, in its order. */
record Telling(RunningSystem system, Sample sample) {
    static Telling of(RunningSystem system, String name) {
        String suffix = "." + UUID.randomUUID().toString().substring(0, 8);
        var telling = new Telling(system, Sample.load(name).retold(suffix));
        telling.define("actors", "actorId", telling.sample().actors());
        telling.define("issues", "issueId", telling.sample().issues());
        telling.define("claims", "claimId", telling.sample().claims());
        return telling;
    }

    String issue() {
        return sample.issues().getFirst().path("issueId").asText();
    }

    Telling all() {
        return events(0, sample.events().size());
    }

    /** Posts some events, each after the one before can be read. */
    Telling events(int from, int to) {
        for (var event : sample.events().subList(from, to)) {
            var accepted = FeedApi.expect(
                    "posting " + event.path("subject").asText(),
                    system.publisher().post("/v1/events", "application/cloudevents+json", event.toString()));
            system.timeline().awaitRead(accepted);
        }
        return this;
    }

    /** Takes a statement back as an error of ours. */
    Telling retract(String statement) {
        var retraction = new ObjectMapper()
                .createObjectNode()
                .put("reason", "ENTRY_ERROR")
                .put("by", "system-test");
        FeedApi.expect(
                "retracting " + statement,
                system.publisher().post("/v1/statements/" + FeedApi.segment(statement) + "/retractions", retraction));
        return this;
    }

    private void define(String collection, String id, List<JsonNode> entities) {
        for (var entity : entities) {
            FeedApi.expect(
                    "defining " + entity.path(id).asText(),
                    system.publisher()
                            .put(
                                    "/v1/" + collection + "/"
                                            + FeedApi.segment(entity.path(id).asText()),
                                    entity));
        }
    }
}
