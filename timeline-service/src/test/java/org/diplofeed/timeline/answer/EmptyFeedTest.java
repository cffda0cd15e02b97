package org.diplofeed.timeline.answer;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Before anything was recorded. */
@QuarkusTest
@TestProfile(EmptyFeedTest.Fresh.class)
class EmptyFeedTest {
    private static final Instant NOON = Instant.parse("2031-01-01T12:00:00Z");

    /** A service that no other test tells anything. */
    public static class Fresh extends Alone {}

    @Test
    void that_nothing_is_found_is_a_settled_answer() {
        // given
        Stories.settle(NOON);

        // when
        var found = RestAssured.given().spec(Stories.asReader()).get("/v1/statements?text=NATO&knownAt=" + NOON);

        // then
        found.then().statusCode(200).body("items", empty()).body("settled", is(true));
    }
}
