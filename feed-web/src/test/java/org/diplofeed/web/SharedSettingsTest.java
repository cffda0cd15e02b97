package org.diplofeed.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** What the services have on, or off, by the settings that they share. */
@QuarkusTest
class SharedSettingsTest {
    @Test
    void large_answers_are_compressed_for_those_who_can_read_that() {
        given().header("Accept-Encoding", "gzip")
                .get("/echo/long")
                .then()
                .statusCode(200)
                .header("Content-Encoding", equalTo("gzip"))
                .header("Vary", containsString("Accept-Encoding"));
    }

    @Test
    void a_cache_learns_that_the_answer_depends_on_the_encoding_also_where_it_is_plain() {
        plain().get("/echo/long")
                .then()
                .statusCode(200)
                .header("Content-Encoding", nullValue())
                .header("Vary", containsString("Accept-Encoding"));
    }

    @Test
    void a_problem_can_be_compressed_too() {
        given().header("Accept-Encoding", "gzip")
                .get("/nowhere")
                .then()
                .statusCode(404)
                .header("Vary", containsString("Accept-Encoding"));
    }

    @Test
    void a_browser_of_another_origin_is_allowed_nothing() {
        given().header("Origin", "https://elsewhere.example")
                .get("/echo/long")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void head_answers_as_get_does_without_a_body() {
        // given
        var get = plain().get("/echo/long");

        // when
        var head = plain().head("/echo/long");

        // then
        head.then().statusCode(200).body(emptyString());
        assertThat(head.contentType()).isEqualTo(get.contentType());
    }

    @Test
    void options_names_the_methods() {
        given().options("/echo/document")
                .then()
                .statusCode(200)
                .header("Allow", allOf(containsString("POST"), containsString("OPTIONS")));
    }

    private static RequestSpecification plain() {
        return given().config(RestAssuredConfig.config()
                .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()));
    }
}
