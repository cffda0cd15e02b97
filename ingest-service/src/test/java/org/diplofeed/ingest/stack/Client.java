package org.diplofeed.ingest.stack;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests as a desk would send them. */
public final class Client {
    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs("application/cloudevents+json", ContentType.BINARY)
                    .encodeContentTypeAs("application/cloudevents-batch+json", ContentType.BINARY)
                    .encodeContentTypeAs("application/x-ndjson", ContentType.BINARY));

    private Client() {}

    /** A request with a publisher's token. */
    public static RequestSpecification publisher() {
        return as("desk", "publisher");
    }

    /** A request with an operator's token. */
    public static RequestSpecification operator() {
        return as("chief", "publisher", "operator");
    }

    /** A request with a token of a subject. */
    public static RequestSpecification as(String subject, String... roles) {
        return given().config(CONFIG).header("Authorization", "Bearer " + Tokens.of(subject, roles));
    }

    /** Sends a document. */
    public static Response post(String path, JsonNode document) {
        return send(publisher(), document).post(path);
    }

    /** The request with a document as its body. */
    public static RequestSpecification send(RequestSpecification request, JsonNode document) {
        return request.contentType("application/json").body(bytes(document));
    }

    /** Sends one CloudEvent. */
    public static Response event(JsonNode event) {
        return operator()
                .contentType("application/cloudevents+json")
                .body(bytes(event))
                .post("/v1/events");
    }

    /** Sends lines. */
    public static Response lines(List<? extends JsonNode> events) {
        var body = new StringBuilder();
        events.forEach(event -> body.append(event).append('\n'));
        return lines(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Has lines judged. */
    public static Response checked(byte[] body) {
        return operator().contentType("application/x-ndjson").body(body).post("/v1/event-checks");
    }

    /** The answer to a reading. */
    public static Response get(String path) {
        return publisher().get(path);
    }

    /** Sends lines. */
    public static Response lines(byte[] body) {
        return operator().contentType("application/x-ndjson").body(body).post("/v1/events");
    }

    /** Defines an actor and an issue for a test of its own. */
    public static void define(String actor, String issue) {
        send(publisher(), Samples.json("{'type':'STATE','name':'A state'}"))
                .put("/v1/actors/" + actor)
                .then()
                .statusCode(201);
        send(publisher(), Samples.json("{'proposition':'Something is so.'}"))
                .put("/v1/issues/" + issue)
                .then()
                .statusCode(201);
    }

    private static byte[] bytes(JsonNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }
}
