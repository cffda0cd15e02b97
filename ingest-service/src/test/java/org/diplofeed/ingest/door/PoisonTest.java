package org.diplofeed.ingest.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.diplofeed.events.FeedJson;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Postgres, Kafka or a reader further on would choke on is refused at the door, whichever door it is. */
@QuarkusTest
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class PoisonTest {
    private static final String EVENT = """
            {"specversion":"1.0","id":"poison","source":"urn:test:poison","type":"diplofeed.actor.defined.v1","data":%s}""";

    /** Every address that takes a document, and of which media type. */
    record Door(String method, String path, String mediaType) {
        Response send(byte[] body) {
            return Client.operator().contentType(mediaType).body(body).request(method, path);
        }

        @Override
        public String toString() {
            return method + " " + path + " " + mediaType;
        }
    }

    static Stream<Door> doors() {
        var doors = new ArrayList<Door>();
        for (var kind : List.of("actors", "issues", "claims")) {
            doors.add(new Door("PUT", "/v1/" + kind + "/poison", "application/json"));
            doors.add(new Door("POST", "/v1/" + kind, "application/json"));
        }
        for (var kind : List.of("statements", "meeting-reports")) {
            doors.add(new Door("POST", "/v1/" + kind, "application/json"));
            doors.add(new Door("POST", "/v1/" + kind + "/poison/corrections", "application/json"));
            doors.add(new Door("POST", "/v1/" + kind + "/poison/retractions", "application/json"));
        }
        doors.add(new Door("POST", "/v1/links", "application/json"));
        doors.add(new Door("POST", "/v1/events", "application/cloudevents+json"));
        doors.add(new Door("POST", "/v1/events", "application/cloudevents-batch+json"));
        doors.add(new Door("POST", "/v1/events", "application/x-ndjson"));
        return doors.stream();
    }

    private static Map<String, byte[]> poisons() {
        var poisons = new LinkedHashMap<String, byte[]>();
        poisons.put("nothing", new byte[0]);
        poisons.put("white space", " \n\t ".getBytes(UTF_8));
        for (var text : List.of(
                "null",
                "true",
                "7",
                "\"text\"",
                "[]",
                "[null]",
                "[[]]",
                "{}",
                "{\"name\":\"\\u0000\"}",
                "{\"na\\u0000me\":\"x\"}",
                "{\"name\":\"\\ud800\"}",
                "{\"name\":\"\\udc00x\"}",
                "{\"\\ud800\":\"x\"}",
                "{\"value\":1e999}",
                "{\"value\":-1e999}",
                "{\"value\":1e-999}",
                "{\"value\":NaN}",
                "{\"value\":Infinity}",
                "{\"value\":01}",
                "{\"value\":" + "9".repeat(2_000) + "}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"a\":{\"name\":\"a\",\"name\":\"b\"}}",
                "{} {}",
                "{}{\"name\":\"x\"}",
                "{\"name\":\"x\"} x",
                "{\"name\":",
                "{'name':'x'}",
                "{\"name\":\"x\",}",
                "/* */{}",
                "\ufeff{}",
                "{\"name\":\"" + "x".repeat(12_000) + "\"}",
                "{\"" + "n".repeat(12_000) + "\":1}",
                "{\"occurred\":{\"from\":\"+999999999-12-31T23:59:59Z\",\"to\":\"-999999999-01-01\","
                        + "\"precision\":\"INSTANT\"}}",
                "{\"a\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "[".repeat(100_000),
                "{\"a\":".repeat(10_000),
                EVENT.formatted("null"),
                EVENT.formatted("{\"actorId\":\"\\u0000\"}"),
                EVENT.formatted("{\"actorId\":\"A\",\"actorId\":\"B\"}"),
                "[" + EVENT.formatted("[]") + "]",
                EVENT.formatted("{}").replace("\"1.0\"", "\"9.9\""),
                EVENT.formatted("{}").replace("actor.defined", "shift.confirmed"))) {
            poisons.put(text.substring(0, Math.min(60, text.length())), text.getBytes(UTF_8));
        }
        poisons.put("invalid UTF-8", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        poisons.put("overlong UTF-8", new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'});
        poisons.put("surrogate in UTF-8", new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'});
        poisons.put("UTF-16", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_16));
        poisons.put("NUL bytes", new byte[1_000]);
        return poisons;
    }

    @ParameterizedTest
    @MethodSource("doors")
    void poison_is_refused_with_a_problem_at_every_door(Door door) {
        assertThat(poisons()).allSatisfy((_, body) -> {
            // when
            var answer = door.send(body);

            // then
            assertRefused(answer);
        });
    }

    @ParameterizedTest
    @MethodSource("doors")
    void more_than_a_mebibyte_in_one_document_is_too_large_at_every_door(Door door) {
        // given
        var large = ("{\"name\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(UTF_8);

        // when
        var answer = door.send(large);

        // then
        assertRefused(answer);
        assertThat(answer.asString()).contains("body-too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/statements/%00",
                "/v1/statements/%2500",
                "/v1/statements/%ED%A0%80",
                "/v1/statements/%FF",
                "/v1/statements/..%2f..%2fetc",
                "/v1/statements/%F0%9F%92%A9",
                "/v1/meeting-reports/x%00y",
                "/v1/actors/%00",
                "/v1/issues/a%20b",
                "/v1/claims/%E2%80%AE"
            })
    void an_id_that_cannot_be_is_not_found(String path) {
        // when
        var answer = Client.publisher().urlEncodingEnabled(false).get(path);

        // then
        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%20b", "%ED%A0%80", "%F0%9F%92%A9", "%2f"})
    void an_id_that_cannot_be_is_not_defined_either(String id) {
        // when
        var answer = Client.publisher()
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body("{\"type\":\"STATE\",\"name\":\"A state\"}".getBytes(UTF_8))
                .put("/v1/actors/" + id);

        // then
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    @Test
    void an_id_as_long_as_a_header_may_be_is_refused() {
        // when
        var answer = Client.publisher()
                .contentType("application/json")
                .body("{\"type\":\"STATE\",\"name\":\"A state\"}".getBytes(UTF_8))
                .put("/v1/actors/" + "x".repeat(3_000));

        // then
        answer.then().statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"", "W/\"1\"", "\"x\"", "\"99999999999999999999\"", "1", "\"1\",\"2\""})
    void an_if_match_that_is_none_is_malformed_or_of_no_effect(String tag) {
        // when
        var answer = Client.send(
                        Client.publisher().header("If-Match", tag),
                        Samples.json("{'patch':{'note':'x'},'reason':'CODING_ERROR'}"))
                .post("/v1/statements/poison/corrections");

        // then
        assertThat(answer.statusCode()).isIn(400, 404);
    }

    @Test
    void an_idempotency_key_of_anything_else_than_visible_ascii_is_malformed() {
        // when
        var answer = Client.send(
                        Client.publisher().header("Idempotency-Key", "x".repeat(256)),
                        Samples.statement("st.poison", "NOBODY", "nothing"))
                .post("/v1/statements");

        // then
        answer.then().statusCode(400);
    }

    private static void assertRefused(Response answer) {
        assertThat(answer.statusCode()).isLessThan(500);
        if (answer.statusCode() >= 400) {
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
        } else {
            assertThat(verdicts(answer))
                    .allSatisfy(verdict -> assertThat(
                                    verdict.path("problem").path("status").asInt())
                            .isBetween(400, 499));
        }
    }

    private static List<JsonNode> verdicts(Response answer) {
        var verdicts = new ArrayList<JsonNode>();
        try {
            if (answer.contentType().startsWith("application/json")) {
                FeedJson.mapper().readTree(answer.asString()).path("items").forEach(verdicts::add);
            } else {
                for (var line : answer.asString().lines().toList()) {
                    verdicts.add(FeedJson.mapper().readTree(line));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return verdicts;
    }
}
