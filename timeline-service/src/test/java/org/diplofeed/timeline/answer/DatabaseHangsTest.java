package org.diplofeed.timeline.answer;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A database that neither answers nor is gone. */
@QuarkusTest
@TestProfile(DatabaseHangsTest.Impatient.class)
class DatabaseHangsTest {
    private static final int MORE_THAN_CONNECTIONS = 30;

    /** A service that says soon that it waits in vain. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("diplofeed.timeline.answer.longest", "500ms");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(OwnPostgres.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    Runnable haltPostgres = () -> {}; // Both are given by OwnPostgres.
    Runnable continuePostgres = () -> {};

    @Test
    void questions_are_told_to_come_back_also_when_all_connections_hang_and_are_answered_when_it_goes_on() {
        // given
        Stories.eventually(() -> ask().statusCode() == 200);

        // when
        haltPostgres.run();
        var told = new ArrayList<Response>();
        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            told.add(ask());
        }
        continuePostgres.run();

        // then
        told.forEach(answer -> answer.then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("[0-9]+"))
                .body("type", equalTo("https://diplofeed.org/problems/unavailable")));
        Stories.eventually(() -> ask().statusCode() == 200);
    }

    private static Response ask() {
        return RestAssured.given().spec(Stories.asReader()).get("/v1/positions?limit=1");
    }
}
