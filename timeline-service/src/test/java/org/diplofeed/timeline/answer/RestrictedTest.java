package org.diplofeed.timeline.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.StreamKind;
import org.diplofeed.timeline.projection.Documents;
import org.diplofeed.timeline.projection.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is restricted is in no answer unless an operator asks for it, and words off the record are in none at all. */
@QuarkusTest
@TestProfile(Alone.class)
class RestrictedTest {
    private static final String RESTRICTED = "st.hush";
    private static final String OFF_RECORD = "st.never";
    private static final String WORDS = "zyxomma";
    private static boolean published;

    @BeforeEach
    void given_two_statements_that_not_everybody_may_see() {
        RestAssured.requestSpecification = Stories.asReader();
        if (!published) {
            published = true;
            var log = new Log();
            for (var actor : List.of("XQA", "XQB")) {
                log.add(
                        "actor.defined",
                        StreamKind.ACTOR.of(actor),
                        Log.document("actorId", actor, "type", "STATE", "name", actor));
            }
            log.add(
                    "issue.defined",
                    StreamKind.ISSUE.of("x.tunnel"),
                    Log.document("issueId", "x.tunnel", "proposition", "A tunnel is dug", "topics", List.of("t:x")));
            log.add("statement.recorded", StreamKind.STATEMENT.of(RESTRICTED), statement(RESTRICTED, "ON_RECORD"));
            log.add("statement.recorded", StreamKind.STATEMENT.of(OFF_RECORD), statement(OFF_RECORD, "OFF_RECORD"));
            log.add(
                    "actor.defined",
                    StreamKind.ACTOR.of("XQC"),
                    Log.document("actorId", "XQC", "type", "STATE", "name", "XQC"));
            Stories.publish(log.entries());
            Stories.eventually(() -> RestAssured.get("/v1/actors/XQC").statusCode() == 200);
            Stories.settle(log.entries().getLast().recordedTime());
            RestAssured.requestSpecification = Stories.as("operator");
            Stories.eventually(() -> RestAssured.get("/v1/statements?restricted=include&text=" + WORDS)
                    .path("items.size()")
                    .equals(1));
            RestAssured.requestSpecification = Stories.asReader();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/timeline?limit=200",
                "/v1/timeline?actor=XQA",
                "/v1/statements?limit=200",
                "/v1/statements?text=zyxomma",
                "/v1/documents",
                "/v1/positions?holder=XQA",
                "/v1/positions/XQA/x.tunnel",
                "/v1/positions/XQA/x.tunnel/history",
                "/v1/positions/XQA/x.tunnel/explanation",
                "/v1/matrix?holder=XQA",
                "/v1/claims?limit=200",
                "/v1/meetings?limit=200",
                "/v1/shifts",
                "/v1/notices",
                "/v1/actors?limit=200",
                "/v1/actors/XQA",
                "/v1/issues/x.tunnel",
                "/v1/changes?knownFrom=2000-01-01&limit=200"
            })
    void nothing_of_it_is_in_any_answer_to_a_reader(String question) {
        var answer = RestAssured.get(question).then().statusCode(200).extract().asString();
        assertThat(answer).doesNotContain(RESTRICTED, OFF_RECORD, WORDS, "clm.hush");
    }

    @Test
    void to_a_reader_there_is_no_such_statement() {
        RestAssured.get("/v1/statements/" + RESTRICTED).then().statusCode(404);
        RestAssured.get("/v1/documents/" + RESTRICTED + "/lineage").then().statusCode(404);
        RestAssured.get("/v1/claims/clm.hush").then().statusCode(404);
        RestAssured.get("/v1/statements/" + RESTRICTED + "?restricted=include")
                .then()
                .statusCode(403);
    }

    @Test
    void it_counts_for_nothing() {
        RestAssured.get("/v1/actors/XQA").then().body("activity.records", equalTo(0));
        RestAssured.get("/v1/positions/XQA/x.tunnel").then().body("position", nullValue());
    }

    @Test
    void operators_see_it_if_they_ask() {
        RestAssured.requestSpecification = Stories.as("operator");
        RestAssured.get("/v1/statements/" + RESTRICTED).then().statusCode(404);
        RestAssured.get("/v1/statements/" + RESTRICTED + "?restricted=include")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body("revisions[0].record.summary", equalTo("Said " + WORDS));
        RestAssured.get("/v1/timeline?actor=XQA&restricted=include").then().body("items.size()", equalTo(2));
    }

    @Test
    void operators_see_the_lineage_of_a_restricted_document_if_they_ask() {
        RestAssured.requestSpecification = Stories.as("operator");
        var lineage = "/v1/documents/" + RESTRICTED + "/lineage";
        RestAssured.get(lineage).then().statusCode(404);
        RestAssured.get(lineage + "?restricted=include")
                .then()
                .statusCode(200)
                .body("versions.title", equalTo(List.of(WORDS)));
        RestAssured.get("/v1/documents/" + OFF_RECORD + "/lineage?restricted=include")
                .then()
                .statusCode(404);
    }

    @Test
    void words_off_the_record_are_shown_to_nobody() {
        RestAssured.requestSpecification = Stories.as("operator");
        assertThat(RestAssured.get("/v1/statements/" + OFF_RECORD + "?restricted=include")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains(OFF_RECORD)
                .doesNotContain(WORDS);
        assertThat(RestAssured.get("/v1/statements?text=" + WORDS + "&restricted=include")
                        .<List<String>>path("items.id"))
                .containsExactly(RESTRICTED);
    }

    private static ObjectNode statement(String id, String attribution) {
        var assertions = List.of(
                Map.of(
                        "type",
                        "POSITION",
                        "holder",
                        "XQA",
                        "issueId",
                        "x.tunnel",
                        "stance",
                        2,
                        "firmness",
                        "FIRM",
                        "voice",
                        "SELF"),
                Map.of("type", "FACT", "claimId", "clm.hush", "polarity", "AFFIRM", "by", "XQA"));
        var document = Documents.statement(id, "2020-01-01T00:00:00Z", "XQA", "PRINCIPAL", attribution, assertions);
        document.put("kind", "DOCUMENT").put("summary", "Said " + WORDS).put("visibility", "RESTRICTED");
        document.putArray("onBehalfOf").add("XQA");
        document.putObject("document").put("title", WORDS).put("version", "1").put("release", "PRIVATE");
        return document;
    }
}
