package org.diplofeed.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BadInputTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {\\"a\\":                    | syntax
            {\\"a\\":1,\\"a\\":2}        | syntax
            {\\"a\\":1} {\\"b\\":2}      | syntax
            {\\"a\\":\\"\\u0000\\"}      | nul
            {\\"a\\":\\"\\ud800\\"}      | lone-surrogate
            {\\"a\\":\\"\\udc00x\\"}     | lone-surrogate
            {\\"a\\u0000\\":1}           | nul
            {\\"a\\":1e999}              | number-range
            {\\"a\\":1e-999}             | number-range
            {\\"a\\":NaN}                | syntax
            """)
    void what_would_be_poison_further_on_is_refused_at_the_door(String body, String code) {
        var sent = body.replace("\\\"", "\"");
        problem(json(sent.getBytes(StandardCharsets.UTF_8)).post("/echo/document"), 400)
                .body("type", equalTo("https://diplofeed.org/problems/malformed-json"))
                .body("errors[0].code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo/document", "/echo/value"})
    void an_empty_body_is_malformed(String path) {
        problem(json(new byte[0]).post(path), 400).body("type", equalTo(ProblemType.MALFORMED_JSON.uri()));
    }

    @Test
    void null_is_no_value() {
        problem(json("null".getBytes(StandardCharsets.UTF_8)).post("/echo/value"), 422)
                .body("type", equalTo(ProblemType.INVALID_DOCUMENT.uri()));
    }

    @Test
    void invalid_utf_8_is_malformed() {
        problem(json(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}).post("/echo/document"), 400)
                .body("errors[0].code", equalTo("encoding"));
    }

    @Test
    void nesting_beyond_the_limit_is_malformed() {
        var deep = "[".repeat(33) + "]".repeat(33);
        problem(json(deep.getBytes(StandardCharsets.UTF_8)).post("/echo/document"), 400)
                .body("errors[0].code", equalTo("limit"));
    }

    @Test
    void nesting_up_to_the_limit_is_read() {
        var deep = "[".repeat(32) + "]".repeat(32);
        json(deep.getBytes(StandardCharsets.UTF_8))
                .post("/echo/document")
                .then()
                .statusCode(200);
    }

    @Test
    void a_body_of_more_than_a_mebibyte_is_too_large() {
        var large = ("\"" + "x".repeat(StrictJson.MAX_BYTES) + "\"").getBytes(StandardCharsets.UTF_8);
        problem(json(large).post("/echo/document"), 413).body("type", equalTo(ProblemType.BODY_TOO_LARGE.uri()));
    }

    @Test
    void a_body_of_unknown_length_that_becomes_too_large_is_too_large() {
        var large = new java.io.ByteArrayInputStream(
                ("\"" + "x".repeat(2 * StrictJson.MAX_BYTES) + "\"").getBytes(StandardCharsets.UTF_8));
        problem(given().contentType("application/json").body(large).post("/echo/document"), 413)
                .body("type", equalTo(ProblemType.BODY_TOO_LARGE.uri()));
    }

    @Test
    void an_unknown_property_is_named() {
        var body = "{\"key\":\"k\",\"when\":\"IF\",\"text\":\"t\",\"colour\":1}";
        problem(json(body.getBytes(StandardCharsets.UTF_8)).post("/echo/value"), 422)
                .body("errors[0].pointer", equalTo("/colour"))
                .body("errors[0].code", equalTo("unknown-property"));
    }

    @Test
    void another_media_type_is_not_supported_and_those_that_are_are_named() {
        var answer = problem(given().contentType("text/plain").body("x").post("/echo/document"), 415)
                .body("type", equalTo(ProblemType.UNSUPPORTED_MEDIA_TYPE.uri()))
                .body("detail", equalTo("Read here: application/cloudevents+json, application/json."));
        assertThat(answer.extract().header("Accept")).isEqualTo("application/cloudevents+json, application/json");
    }

    @Test
    void a_media_type_that_cannot_be_produced_is_not_acceptable() {
        problem(given().accept("image/png").get("/echo/broken"), 406)
                .body("type", equalTo(ProblemType.NOT_ACCEPTABLE.uri()));
    }

    @Test
    void an_unknown_method_names_those_that_are_allowed() {
        var answer = problem(given().delete("/echo/document"), 405)
                .body("type", equalTo(ProblemType.METHOD_NOT_ALLOWED.uri()));
        assertThat(answer.extract().header("Allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nowhere", "/echo/nowhere", "/%00", "/echo/..%2f"})
    void an_unknown_path_is_not_found(String path) {
        problem(given().urlEncodingEnabled(false).get(path), 404).body("type", equalTo(ProblemType.NOT_FOUND.uri()));
    }

    @Test
    void a_nul_in_a_parameter_is_malformed() {
        problem(given().urlEncodingEnabled(false).get("/echo/long?q=a%00"), 400)
                .body("type", equalTo(ProblemType.MALFORMED_REQUEST.uri()));
    }

    @Test
    void a_parameter_of_another_type_is_malformed() {
        problem(given().get("/echo/repeated?times=often"), 400)
                .body("type", equalTo(ProblemType.MALFORMED_REQUEST.uri()));
    }

    @Test
    void a_fault_of_ours_tells_nothing_of_our_insides() {
        problem(given().get("/echo/broken"), 500)
                .body("type", equalTo(ProblemType.INTERNAL.uri()))
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    @Test
    void a_database_that_does_not_answer_is_told_with_a_time_to_come_back() {
        problem(given().get("/echo/unanswered"), 503)
                .header("Retry-After", equalTo("2"))
                .body("type", equalTo(ProblemType.UNAVAILABLE.uri()))
                .body(not(containsString("host")));
    }

    @Test
    void a_request_id_is_echoed() {
        problem(given().header("X-Request-Id", "desk-7").get("/nowhere"), 404)
                .header("X-Request-Id", equalTo("desk-7"))
                .body("requestId", equalTo("desk-7"));
    }

    @Test
    void an_unusable_request_id_is_replaced() {
        problem(given().header("X-Request-Id", "a b\"c").get("/nowhere"), 404)
                .header("X-Request-Id", not(containsString("\"")))
                .body("requestId", notNullValue());
    }

    private static ValidatableResponse problem(io.restassured.response.Response response, int status) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("instance", notNullValue())
                .body("requestId", notNullValue());
    }

    private static RequestSpecification json(byte[] body) {
        var config = RestAssuredConfig.config()
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));
        return given().config(config).contentType("application/json").body(body);
    }
}
