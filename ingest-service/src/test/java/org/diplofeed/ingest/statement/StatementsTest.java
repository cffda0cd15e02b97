package org.diplofeed.ingest.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.Samples;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class StatementsTest {

    @Test
    void a_statement_is_created_and_can_be_read_back() {
        // given
        Client.define("STA", "st.a");

        // when
        var answer = Client.post("/v1/statements", Samples.statement("st.a1", "STA", "st.a"));

        // then
        answer.then()
                .statusCode(201)
                .header("Location", equalTo("/v1/statements/st.a1"))
                .header("ETag", "\"1\"")
                .header("Feed-Token", "statement/st.a1@1")
                .body("id", equalTo("st.a1"));
        Client.publisher()
                .get("/v1/statements/st.a1")
                .then()
                .statusCode(200)
                .body("status", equalTo("RECORDED"))
                .body("document.summary", equalTo("Says yes."))
                .body("events[0].type", equalTo("diplofeed.statement.recorded.v1"));
    }

    @Test
    void without_an_id_the_service_makes_one() {
        // given
        Client.define("STB", "st.b");
        var statement = Samples.statement("x", "STB", "st.b");
        statement.remove("statementId");

        // when
        var answer = Client.post("/v1/statements", statement);

        // then
        answer.then().statusCode(201).body("id", startsWith("st."));
    }

    @Test
    void an_idempotency_key_makes_a_repetition_harmless() {
        // given
        Client.define("STC", "st.c");
        var statement = Samples.statement("x", "STC", "st.c");
        statement.remove("statementId");
        var first = Client.send(Client.publisher().header("Idempotency-Key", "k-1"), statement)
                .post("/v1/statements");

        // when
        var again = Client.send(Client.publisher().header("Idempotency-Key", "k-1"), statement)
                .post("/v1/statements");
        var other = Client.send(
                        Client.publisher().header("Idempotency-Key", "k-1"), statement.put("summary", "Says no."))
                .post("/v1/statements");

        // then
        first.then().statusCode(201);
        again.then()
                .statusCode(201)
                .header("Idempotent-Replayed", "true")
                .header("Location", first.header("Location"))
                .body(equalTo(first.asString()));
        other.then().statusCode(422).body("type", equalTo("https://diplofeed.org/problems/key-reused"));
    }

    @Test
    void an_id_that_is_taken_by_another_content_is_a_conflict() {
        // given
        Client.define("STD", "st.d");
        var statement = Samples.statement("st.d1", "STD", "st.d");
        Client.post("/v1/statements", statement);

        // when
        var same = Client.post("/v1/statements", statement);
        var other = Client.post("/v1/statements", statement.put("summary", "Says no."));

        // then
        same.then().statusCode(201).header("Idempotent-Replayed", "true");
        other.then().statusCode(409).body("type", equalTo("https://diplofeed.org/problems/id-taken"));
    }

    @Test
    void all_unknown_references_are_told_at_once() {
        // when
        var answer = Client.post("/v1/statements", Samples.statement("st.e1", "NOBODY", "st.nothing"));

        // then
        answer.then()
                .statusCode(422)
                .body("type", equalTo("https://diplofeed.org/problems/unknown-reference"))
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/speaker/actorId", "/onBehalfOf/0", "/assertions/0/holder", "/assertions/0/issueId"));
    }

    @Test
    void an_unknown_property_is_named() {
        // when
        var answer = Client.post(
                "/v1/statements", Samples.statement("st.f1", "STA", "st.a").put("colour", "red"));

        // then
        answer.then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/colour"))
                .body("errors[0].code", equalTo("unknown-property"));
    }

    @Test
    void a_date_that_does_not_exist_is_refused_where_it_stands() {
        // given
        var statement = Samples.statement("st.g1", "STA", "st.a");
        statement.withObject("/occurred").put("from", "2025-02-30");

        // when
        var answer = Client.post("/v1/statements", statement);

        // then
        answer.then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/occurred/from"))
                .body("errors[0].detail", containsString("exist"));
    }

    @Test
    void restricted_text_is_in_no_problem() {
        // given
        var statement = Samples.statement("st.h1", "NOBODY", "st.nothing")
                .put("visibility", "RESTRICTED")
                .put("summary", "a secret")
                .put("attribution", "OFF_RECORD");

        // when
        var answer = Client.post("/v1/statements", statement.put("colour", "a secret"));

        // then
        answer.then().statusCode(422).body(not(containsString("secret")));
    }

    @Test
    void without_a_token_nothing_is_taken() {
        // when
        var answer = Client.send(io.restassured.RestAssured.given(), Samples.statement("st.i1", "STA", "st.a"))
                .post("/v1/statements");

        // then
        answer.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"));
    }

    @Test
    void a_token_that_is_none_is_refused() {
        // when
        var answer = Client.send(
                        io.restassured.RestAssured.given().header("Authorization", "Bearer nonsense"),
                        Samples.statement("st.i1", "STA", "st.a"))
                .post("/v1/statements");

        // then
        answer.then().statusCode(401).contentType("application/problem+json");
    }

    @Test
    void a_reader_may_not_write() {
        // when
        var answer = Client.send(Client.as("app", "reader"), Samples.statement("st.i1", "STA", "st.a"))
                .post("/v1/statements");

        // then
        answer.then().statusCode(403).contentType("application/problem+json");
    }

    @Test
    void a_body_of_more_than_a_mebibyte_is_too_large() {
        // when
        var answer = Client.post(
                "/v1/statements", Samples.statement("st.j1", "STA", "st.a").put("note", "x".repeat(1 << 20)));

        // then
        answer.then().statusCode(413).contentType("application/problem+json");
        assertThat(answer.path("type").toString()).endsWith("body-too-large");
    }

    @Test
    void the_token_for_readers_is_stream_and_version() {
        // given
        Client.define("STL", "st.l");

        // when
        var answer = Client.post("/v1/statements", Samples.statement("st.l1", "STL", "st.l"));

        // then
        answer.then().statusCode(201).header("Feed-Token", equalTo("statement/st.l1@1"));
    }

    @Test
    void a_trace_that_a_request_belongs_to_goes_with_its_event() {
        // given
        Client.define("STM", "st.m");
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        // when
        Client.send(Client.publisher().header("traceparent", trace), Samples.statement("st.m1", "STM", "st.m"))
                .post("/v1/statements");
        Client.send(Client.publisher().header("traceparent", "00-none"), Samples.statement("st.m2", "STM", "st.m"))
                .post("/v1/statements");

        // then
        Client.publisher().get("/v1/statements/st.m1").then().body("events[0].traceparent", equalTo(trace));
        Client.publisher().get("/v1/statements/st.m2").then().body("events[0].traceparent", nullValue());
    }

    @Test
    void what_the_reader_has_already_is_not_sent_again() {
        // given
        Client.define("STN", "st.n");

        // when
        var answer = Client.publisher().header("If-None-Match", "\"1\"").get("/v1/actors/STN");

        // then
        answer.then().statusCode(304).header("ETag", "\"1\"");
    }

    @Test
    void an_embargoed_statement_is_held_until_it_is_due() {
        // given
        Client.define("STK", "st.k");
        var statement = Samples.statement("st.k1", "STK", "st.k").put("embargoUntil", "2999-01-01T00:00:00Z");

        // when
        var answer = Client.post("/v1/statements", statement);

        // then
        answer.then()
                .statusCode(201)
                .body("heldUntil", equalTo("2999-01-01T00:00:00Z"))
                .header("Feed-Token", nullValue());
        Client.publisher()
                .get("/v1/statements/st.k1")
                .then()
                .statusCode(200)
                .body("heldUntil", equalTo("2999-01-01T00:00:00Z"))
                .body("events.size()", equalTo(0));
    }
}
