package org.diplofeed.ingest.desk;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.Eventually;
import org.diplofeed.ingest.stack.OwnPostgres;
import org.diplofeed.ingest.stack.Samples;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OwnPostgres.class)
class DatabaseAwayTest {
    Runnable stopPostgres = () -> {}; // Both are given by OwnPostgres.
    Runnable startPostgres = () -> {};

    @Test
    void while_the_database_is_away_senders_are_told_to_come_back_and_nothing_is_refused() {
        // given
        Client.define("DAW", "da.w");
        var line = Samples.json("{'specversion':'1.0','id':'da-1','source':'urn:test:away',"
                + "'type':'diplofeed.statement.recorded.v1'}");
        line.set("data", Samples.statement("da.1", "DAW", "da.w"));
        var single = Samples.statement("da.2", "DAW", "da.w");

        // when
        stopPostgres.run();
        var stream = Client.lines(List.of(line));
        var post = Client.post("/v1/statements", single);
        var read = Client.get("/v1/statements/da.1");
        var gone = Eventually.get(DatabaseAwayTest::metrics, text -> text.contains("diplofeed_database_up 0"));
        startPostgres.run();
        var again = Eventually.get(() -> Client.post("/v1/statements", single), answer -> answer.statusCode() == 201);
        var streamAgain = Client.lines(List.of(line));
        var back = Eventually.get(DatabaseAwayTest::metrics, text -> text.contains("diplofeed_database_up 1"));

        // then
        unavailable(stream);
        unavailable(post);
        unavailable(read);
        again.then().statusCode(201).header("ETag", "\"1\"");
        assertThat(streamAgain.asString()).contains("accepted");
        assertThat(gone).contains("diplofeed_database_up 0");
        assertThat(back).contains("diplofeed_database_up 1");
    }

    private static String metrics() {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return given().port(port).get("/q/metrics").asString();
    }

    private static void unavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .header("Retry-After", matchesPattern("[0-9]+"))
                .body("type", equalTo("https://diplofeed.org/problems/unavailable"));
    }
}
