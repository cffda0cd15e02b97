package org.diplofeed.ingest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.Eventually;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class RefusalsTest {
    private static final String SECRET = "A sentence that nobody may read.";

    @Test
    void a_refused_request_is_known_by_who_what_and_why() {
        // given
        Client.send(
                        Client.as("audit-a", "publisher").header("X-Request-Id", "audit-a-1"),
                        Samples.statement("au.a1", "NOBODY", "no.issue"))
                .post("/v1/statements")
                .then()
                .statusCode(422);

        // when
        var refusals = refusalsOf("audit-a", 1);

        // then
        refusals.then()
                .body("items.size()", equalTo(1))
                .body("items[0].operation", equalTo("POST /v1/statements"))
                .body("items[0].type", equalTo("unknown-reference"))
                .body("items[0].status", equalTo(422))
                .body("items[0].codes", equalTo(List.of("unknown-actor", "unknown-issue")))
                .body("items[0].requestId", equalTo("audit-a-1"))
                .body("items[0].refusedAt", notNullValue());
    }

    @Test
    void each_refused_line_of_many_is_known_by_its_event() {
        // given
        var event = Samples.json("""
                {'specversion':'1.0','id':'au-1','source':'urn:test:audit','type':'diplofeed.statement.recorded.v1'}
                """);
        event.set("data", Samples.statement("au.b1", "NOBODY", "no.issue"));
        Client.as("audit-b", "publisher")
                .contentType("application/x-ndjson")
                .body((event + "\n{broken\n").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/events");

        // when
        var refusals = refusalsOf("audit-b", 2);

        // then
        assertThat(refusals.jsonPath().getList("items.eventId", String.class))
                .containsExactly("line 2", "urn:test:audit au-1");
    }

    @Test
    void who_lacks_the_role_is_known_too() {
        // given
        Client.send(Client.as("audit-c", "reader"), Samples.statement("au.c1", "NOBODY", "no.issue"))
                .post("/v1/statements")
                .then()
                .statusCode(403);

        // when
        var refusals = refusalsOf("audit-c", 1);

        // then
        refusals.then().body("items.type", equalTo(List.of("forbidden")));
    }

    @Test
    void nothing_of_what_was_sent_is_kept() {
        // given
        var statement = Samples.statement("au.d1", "NOBODY", "no.issue")
                .put("summary", SECRET)
                .put(SECRET, SECRET);
        statement.putObject("source").put("publisher", SECRET);
        Client.send(Client.as("audit-d", "publisher"), statement).post("/v1/statements");

        // when
        var refusals = refusalsOf("audit-d", 1);

        // then
        assertThat(refusals.asString()).contains("invalid-document").doesNotContain("sentence");
    }

    @Test
    void a_page_says_where_the_next_one_begins() {
        // given
        for (int i = 0; i < 3; i++) {
            Client.send(Client.as("audit-e", "publisher"), Samples.json("{}")).post("/v1/links");
        }
        refusalsOf("audit-e", 3);

        // when
        var first = Client.operator().get("/v1/refusals?subject=audit-e&limit=2");
        var second = Client.operator()
                .get("/v1/refusals?subject=audit-e&limit=2&cursor="
                        + first.path("next").toString());

        // then
        first.then().header("Link", containsString("rel=\"next\"")).body("items.size()", equalTo(2));
        second.then().body("items.size()", equalTo(1)).body("next", equalTo(null));
    }

    @Test
    void an_operator_deletes_what_is_old() {
        // given
        Client.send(Client.as("audit-f", "publisher"), Samples.json("{}")).post("/v1/links");
        var recorded = refusalsOf("audit-f", 1).path("items[0].refusedAt").toString();

        // when
        var answer = Client.operator().delete("/v1/refusals?before=" + recorded);

        // then
        answer.then().statusCode(200).body("deleted", notNullValue());
        assertThat(refusalsOf("audit-f", 1).jsonPath().getList("items")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/refusals?limit=0, malformed-request",
        "/v1/refusals?limit=x, malformed-request",
        "/v1/refusals?subject=%00, malformed-request",
        "/v1/refusals?since=yesterday, malformed-request",
        "/v1/refusals?until=-999999999-01-01T00:00:00Z, malformed-request",
        "/v1/refusals?cursor=!!, bad-cursor"
    })
    void a_question_that_cannot_be_read_is_a_problem(String path, String type) {
        Client.operator()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .body("type", equalTo("https://diplofeed.org/problems/" + type));
    }

    @Test
    void publishers_may_not_look() {
        Client.publisher().get("/v1/refusals").then().statusCode(403);
    }

    private static Response refusalsOf(String subject, int expected) {
        return Eventually.get(
                () -> Client.operator().queryParams(Map.of("subject", subject)).get("/v1/refusals"),
                answer -> answer.jsonPath().getList("items").size() >= expected);
    }
}
