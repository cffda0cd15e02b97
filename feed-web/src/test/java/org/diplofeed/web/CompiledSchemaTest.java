package org.diplofeed.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CompiledSchemaTest {
    private static final JsonNode EVENT = json("""
            {"specversion": "1.0", "id": "e.1", "source": "urn:test", "type": "diplofeed.statement.recorded.v1",
             "subject": "st.a", "time": "2026-03-01T00:00:00Z", "data": {
               "statementId": "st.a", "kind": "UTTERANCE",
               "occurred": {"from": "2026-03-01", "to": "2026-03-01T10:00:00.5+02:00", "precision": "RANGE"},
               "speaker": {"descriptor": "a diplomat", "count": "ONE", "affiliation": "XAA"},
               "onBehalfOf": ["XAA", "XAB"], "authority": "MINISTER", "attribution": "ON_RECORD",
               "speechAct": "PROMISE", "channel": "OFFICIAL_SITE", "summary": "Promises \\ud83d\\ude00 to build.",
               "quotes": ["One."], "language": "en", "about": {"meetings": ["m.1"], "statements": ["st.0"]},
               "document": {"title": "T", "version": "1", "release": "LEAKED", "revises": "st.0"},
               "assertions": [
                 {"type": "POSITION", "holder": "XAA", "issueId": "x.b", "stance": -2, "firmness": "FIRM",
                  "voice": "SELF", "conditions": [{"key": "a-b", "when": "IF", "text": "t"}]},
                 {"type": "FACT", "claimId": "c.1", "polarity": "ESTIMATE", "by": null, "op": ">=", "value": 1.5,
                  "unit": "km"}],
               "source": {"sourceId": "s", "kind": "DATASET", "publisher": "p", "originGroup": "o",
                          "url": "https://a.org/x", "publishedAt": "2026-03-01", "language": "uk-Cyrl",
                          "reliability": "A"}}}
            """);
    private static final List<JsonNode> VALUES = List.of(
            json("null"),
            json("true"),
            json("1"),
            json("2.0"),
            json("-3"),
            json("1e3"),
            json("99999999999999999999"),
            json("\"\""),
            json("\" \""),
            json("\"XAA\""),
            json("\"XAA\\n\""),
            json("\"POSITION\""),
            json("\"FACT\""),
            json("\"diplofeed.record.corrected.v1\""),
            json("\"2026-02-30\""),
            json("\"0000-01-01\""),
            json("[]"),
            json("[\"XAA\", \"XAA\"]"),
            json("[1, 1.0]"),
            json("{}"),
            json("{\"actorId\": \"XAA\"}"));

    private static JsonNode json(String text) {
        return StrictJson.parse(text.getBytes(UTF_8));
    }

    @Test
    void a_valid_document_is_known_to_be_valid_without_the_full_validation() {
        // given
        var schema = DocumentSchema.of("cloudevent");

        // when
        boolean known = schema.surelyValid(EVENT);

        // then
        assertThat(schema.faults(EVENT)).isEmpty();
        assertThat(known).isTrue();
    }

    @RepeatedTest(20)
    void what_is_known_to_be_valid_has_no_faults_in_the_full_validation() {
        // given
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var schema = DocumentSchema.of("cloudevent");
        var documents = new ArrayList<JsonNode>();
        for (int i = 0; i < 200; i++) {
            documents.add(spoilt(EVENT.deepCopy(), 1 + random.nextInt(2), random));
        }

        // when
        var wronglyKnown = documents.stream()
                .filter(schema::surelyValid)
                .filter(document -> !schema.faults(document).isEmpty())
                .toList();

        // then
        assertThat(wronglyKnown).as("seed %d", seed).isEmpty();
    }

    private static JsonNode spoilt(JsonNode document, int times, Random random) {
        for (int i = 0; i < times; i++) {
            var containers = new ArrayList<ContainerNode<?>>();
            collect(document, containers);
            switch (containers.get(random.nextInt(containers.size()))) {
                case ObjectNode object -> spoil(object, random);
                case ArrayNode array -> spoil(array, random);
                default -> throw new IllegalStateException("a container is an object or an array");
            }
        }
        return document;
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> into) {
        if (node instanceof ContainerNode<?> container) {
            into.add(container);
            container.forEach(child -> collect(child, into));
        }
    }

    private static JsonNode value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size())).deepCopy();
    }

    private static void spoil(ObjectNode object, Random random) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        var name = names.isEmpty() ? "more" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set("more", value(random));
            default -> object.set(name, value(random));
        }
    }

    private static void spoil(ArrayNode array, Random random) {
        if (array.isEmpty() || random.nextBoolean()) {
            array.add(value(random));
        } else {
            array.set(random.nextInt(array.size()), value(random));
        }
    }
}
