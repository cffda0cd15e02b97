package org.diplofeed.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** CORS, when an operator has switched it on. */
@QuarkusTest
@TestProfile(BrowserTest.OneOrigin.class)
class BrowserTest {
    private static final String ORIGIN = "https://app.example";

    /** One origin may call. */
    public static class OneOrigin implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.cors.enabled", "true", "quarkus.http.cors.origins", ORIGIN);
        }
    }

    @Test
    void an_allowed_origin_may_send_what_the_interface_takes() {
        given().header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "Idempotency-Key,If-Match,Authorization")
                .options("/echo/document")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(ORIGIN))
                .header("Access-Control-Allow-Methods", containsString("POST"))
                .header("Access-Control-Allow-Headers", containsString("Idempotency-Key"));
    }

    @Test
    void an_allowed_origin_may_see_what_the_interface_tells_in_headers() {
        given().header("Origin", ORIGIN)
                .get("/echo/long")
                .then()
                .header("Access-Control-Expose-Headers", containsString("Feed-Token"))
                .header("Access-Control-Expose-Headers", containsString("RateLimit"));
    }

    @Test
    void another_origin_is_allowed_nothing() {
        given().header("Origin", "https://elsewhere.example")
                .get("/echo/long")
                .then()
                .header("Access-Control-Allow-Origin", nullValue());
    }
}
