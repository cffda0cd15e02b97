package org.diplofeed.web.rate;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.diplofeed.web.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RateLimitTest.Scarce.class)
@QuarkusTestResource(value = TokenKeys.class, restrictToAnnotatedClass = true)
class RateLimitTest {
    /** Three requests a day for whoever has a token, none to speak of for others. */
    public static class Scarce implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "diplofeed.rate-limit.quota", "3",
                    "diplofeed.rate-limit.anonymous-quota", "1",
                    "diplofeed.rate-limit.window", "24h");
        }
    }

    @Test
    void the_quota_and_what_is_left_of_it_are_told() {
        as("teller")
                .get("/nowhere")
                .then()
                .statusCode(404)
                .header("RateLimit-Policy", equalTo("\"subject\";q=3;w=86400"))
                .header("RateLimit", equalTo("\"subject\";r=2;t=28800"));
    }

    @Test
    void a_subject_that_used_up_its_quota_is_told_when_to_come_back() {
        // given
        for (int i = 0; i < 3; i++) {
            as("hurried").get("/nowhere");
        }

        // when
        var answer = as("hurried").contentType("application/json").body("{}").post("/echo/document");

        // then
        answer.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .header("RateLimit", startsWith("\"subject\";r=0;t="))
                .body("type", equalTo(ProblemType.TOO_MANY_REQUESTS.uri()))
                .body("instance", equalTo("/echo/document"));
    }

    @Test
    void a_token_that_is_refused_counts_for_the_address() {
        // given
        given().get("/nowhere");

        // when
        var answer = given().header("Authorization", "Bearer e30.e30.e30").get("/nowhere");

        // then
        answer.then().statusCode(429).header("RateLimit-Policy", equalTo("\"address\";q=1;w=86400"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/swagger-ui/"})
    void what_describes_the_interface_is_free(String path) {
        as("reader").get(path).then().statusCode(200).header("RateLimit", nullValue());
    }

    private static RequestSpecification as(String subject) {
        return given().header("Authorization", "Bearer " + TokenKeys.token(subject));
    }
}
