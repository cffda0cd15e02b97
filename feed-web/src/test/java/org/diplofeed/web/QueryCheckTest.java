package org.diplofeed.web;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class QueryCheckTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Before=x                | There is no parameter Before here, but these: before, bold, mode, number, tag.
            mode=SOMETIMES          | mode has to be one of IF, UNLESS, UNTIL.
            mode=UNRECOGNIZED       | mode has to be one of IF, UNLESS, UNTIL.
            bold=maybe              | bold has to be true or false.
            number=1.5              | number has to be a whole number.
            number=                 | number has to have a value.
            before=%20              | before has to have a value.
            before=x&before=y       | before has to be given once.
            """)
    void a_parameter_that_is_not_known_or_cannot_be_read_is_refused_by_name(String query, String detail) {
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/echo/filtered?" + query)
                .then()
                .statusCode(400)
                .body("type", equalTo(ProblemType.MALFORMED_REQUEST.uri()))
                .body("detail", equalTo(detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode=IF", "bold=false", "number=-3", "before=anything", "tag=a&tag=b"})
    void what_is_known_and_can_be_read_is_answered(String query) {
        RestAssured.get("/echo/filtered?" + query).then().statusCode(200);
    }

    @Test
    void a_resource_without_parameters_is_answered_whatever_a_reader_adds_to_its_address() {
        RestAssured.get("/echo/long?utm_source=reader").then().statusCode(200);
    }
}
