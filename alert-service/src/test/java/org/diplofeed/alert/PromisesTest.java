package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What the description promises of each operation is tried on each. */
@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class PromisesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NOBODYS = "nobodys-0123456789";

    /** An operation, and what the description says of it. */
    private record Promise(String method, String path, JsonNode said) {
        boolean has(String status) {
            return said.path("responses").has(status);
        }

        String role() {
            return said.path("x-roles").path(0).asText("");
        }

        String bodyType() {
            return said.at("/requestBody/content").fieldNames().hasNext()
                    ? said.at("/requestBody/content").fieldNames().next()
                    : "";
        }

        String url() {
            return path.replaceAll("\\{[a-z]+}", NOBODYS);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Test
    void without_a_token_401_and_with_another_role_403() throws IOException {
        for (var promise : promises("401")) {
            // when
            var without = sending(promise, given()).request(promise.method(), promise.url());
            var other = sending(promise, as("reader")).request(promise.method(), promise.url());

            // then
            assertProblem(promise, without, 401);
            assertThat(without.header("WWW-Authenticate"))
                    .as(promise.toString())
                    .isEqualTo("Bearer");
            assertProblem(promise, other, 403);
        }
    }

    @Test
    void what_is_not_produced_is_406() throws IOException {
        for (var promise : promises("406")) {
            // when
            var answer = asked(promise).accept("application/pdf").request(promise.method(), promise.url());

            // then
            assertProblem(promise, answer, 406);
        }
    }

    @Test
    void a_body_of_another_type_is_415_one_that_is_too_large_413_and_one_that_is_no_json_400() throws IOException {
        for (var promise : promises("415")) {
            // when
            var other = as(promise.role())
                    .contentType("text/csv")
                    .body("a,b".getBytes(UTF_8))
                    .request(promise.method(), promise.url());
            var large = as(promise.role())
                    .contentType(promise.bodyType())
                    .body(("{\"name\": \"" + "x".repeat(11 << 20) + "\"}").getBytes(UTF_8))
                    .request(promise.method(), promise.url());
            var broken = as(promise.role())
                    .contentType(promise.bodyType())
                    .body("{\"name\": ".getBytes(UTF_8))
                    .request(promise.method(), promise.url());

            // then
            assertProblem(promise, other, 415);
            assertThat(other.header("Accept")).as("%s", promise).contains(promise.bodyType());
            assertProblem(promise, large, 413);
            // Of a stream of lines it is said which one is none.
            assertProblem(promise, broken, promise.bodyType().endsWith("ndjson") ? 422 : 400);
        }
    }

    @Test
    void what_is_nobodys_is_404() throws IOException {
        for (var promise : promises("404")) {
            if (!promise.path().contains("{") || !promise.bodyType().isEmpty()) {
                continue;
            }

            // when
            var request = takes(promise, "shift") ? asked(promise).queryParam("shift", NOBODYS) : asked(promise);
            var answer = request.request(promise.method(), promise.url());

            // then
            assertProblem(promise, answer, 404);
        }
    }

    @Test
    void a_cursor_that_is_none_and_a_limit_that_cannot_be_are_400() throws IOException {
        for (var promise : promises("400")) {
            for (var parameter : List.of("cursor", "limit")) {
                if (!takes(promise, parameter)) {
                    continue;
                }

                // when
                var answer = asked(promise).queryParam(parameter, "*").request(promise.method(), promise.url());

                // then
                assertProblem(promise, answer, 400);
            }
        }
    }

    private static boolean takes(Promise promise, String parameter) {
        return StreamSupport.stream(promise.said().path("parameters").spliterator(), false)
                .anyMatch(said -> said.path("name").asText().equals(parameter));
    }

    private static void assertProblem(Promise promise, Response answer, int status) {
        assertThat(answer.statusCode()).as("%s: %s", promise, answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).as(promise.toString()).isEqualTo("application/problem+json");
        assertThat(promise.has(Integer.toString(status)))
                .as("%s promises %s", promise, status)
                .isTrue();
    }

    private static List<Promise> promises(String status) throws IOException {
        var document = MAPPER.readTree(Files.readString(Path.of("..", "docs", "api", "alert.json")));
        var promises = new ArrayList<Promise>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> promises.add(new Promise(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                operation.getValue()))));
        var that = promises.stream().filter(promise -> promise.has(status)).toList();
        assertThat(that).as(status).isNotEmpty();
        return that;
    }

    private static RequestSpecification asked(Promise promise) {
        return sending(promise, promise.role().isEmpty() ? given() : as(promise.role()));
    }

    /** With a body, if it takes one. */
    private static RequestSpecification sending(Promise promise, RequestSpecification request) {
        return promise.bodyType().isEmpty()
                ? request
                : request.contentType(promise.bodyType()).body("{}".getBytes(UTF_8));
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(AlertStack.token("promises", role));
    }
}
