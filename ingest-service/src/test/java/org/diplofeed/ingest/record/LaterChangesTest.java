package org.diplofeed.ingest.record;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.diplofeed.ingest.stack.Client;
import org.diplofeed.ingest.stack.IngestStack;
import org.diplofeed.ingest.stack.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = IngestStack.class, scope = TestResourceScope.GLOBAL)
class LaterChangesTest {

    @Test
    void a_patch_changes_what_it_says_and_the_earlier_version_stays_on_the_record() {
        // given
        record("LCA", "lc.a", "lc.a1");

        // when
        var answer = correct("lc.a1", "{'patch':{'summary':'Says no.'},'reason':'CODING_ERROR'}");

        // then
        answer.then().statusCode(201).header("ETag", "\"2\"");
        Client.publisher()
                .get("/v1/statements/lc.a1")
                .then()
                .body("status", equalTo("CORRECTED"))
                .body("document.summary", equalTo("Says no."))
                .body("events.size()", equalTo(2))
                .body("events[0].data.summary", equalTo("Says yes."))
                .body("events[1].data.by", equalTo("desk"));
    }

    @Test
    void a_stale_version_is_told_the_present_one() {
        // given
        record("LCB", "lc.b", "lc.b1");
        correct("lc.b1", "{'patch':{'summary':'Says no.'},'reason':'CODING_ERROR'}");

        // when
        var answer = Client.send(
                        Client.publisher().header("If-Match", "\"1\""),
                        Samples.json("{'patch':{'summary':'Says so.'},'reason':'CODING_ERROR'}"))
                .post("/v1/statements/lc.b1/corrections");

        // then
        answer.then()
                .statusCode(412)
                .header("ETag", "\"2\"")
                .body("currentVersion", equalTo(2))
                .body("detail", containsString("version 2"));
    }

    @Test
    void another_editor_may_correct_what_nobody_else_touched() {
        // given
        record("LCC", "lc.c", "lc.c1");
        correct("lc.c1", "{'patch':{'summary':'Says no.'},'reason':'CODING_ERROR'}");

        // when
        var apart = Client.send(
                        Client.as("other", "publisher"),
                        Samples.json("{'patch':{'note':'Checked.'},'reason':'CODING_ERROR'}"))
                .post("/v1/statements/lc.c1/corrections");
        var overlapping = Client.send(
                        Client.as("third", "publisher"),
                        Samples.json("{'patch':{'summary':'Says so.'},'reason':'CODING_ERROR'}"))
                .post("/v1/statements/lc.c1/corrections");

        // then
        apart.then().statusCode(201).header("ETag", "\"3\"");
        overlapping.then().statusCode(409).body("type", equalTo("https://diplofeed.org/problems/edits-overlap"));
    }

    @Test
    void a_correction_may_not_break_the_schema_and_says_where() {
        // given
        record("LCD", "lc.d", "lc.d1");

        // when
        var answer = correct("lc.d1", "{'patch':{'summary':null,'speechAct':'SING'},'reason':'CODING_ERROR'}");

        // then
        answer.then()
                .statusCode(422)
                .body("errors.pointer.sort()", equalTo(java.util.List.of("/patch/speechAct", "/patch/summary")));
    }

    @Test
    void a_retracted_statement_cannot_be_changed_any_more() {
        // given
        record("LCE", "lc.e", "lc.e1");
        retract("lc.e1").then().statusCode(201);

        // when
        var correction = correct("lc.e1", "{'patch':{'summary':'Says no.'},'reason':'CODING_ERROR'}");
        var retraction = retract("lc.e1");

        // then
        correction.then().statusCode(409);
        retraction.then().statusCode(409);
    }

    @Test
    void a_retraction_has_the_time_at_which_the_speaker_withdrew() {
        // given
        record("LCH", "lc.h", "lc.h1");

        // when
        var answer = retract("lc.h1", "{'reason':'SPEAKER_WITHDREW','time':'2026-03-09T09:30:00+01:00'}");

        // then
        answer.then().statusCode(201);
        Client.publisher().get("/v1/statements/lc.h1").then().body("events[1].time", equalTo("2026-03-09T08:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "LCI, 2026-03-09, pattern",
        "LCJ, 2026-02-30T09:30:00Z, format",
        "LCK, 2020-01-01T00:00:00Z, withdrawn-before",
        "LCL, 2999-01-01T00:00:00Z, in-the-future"
    })
    void a_retraction_at_no_possible_time_is_refused(String actor, String time, String code) {
        // given
        var id = "lc." + actor;
        record(actor, "lc.issue." + actor, id);

        // when
        var answer = retract(id, "{'reason':'SPEAKER_WITHDREW','time':'" + time + "'}");

        // then
        answer.then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/time"))
                .body("errors[0].code", equalTo(code));
    }

    @Test
    void what_is_not_on_record_cannot_be_corrected() {
        // when
        var answer = correct("lc.nothing", "{'patch':{'summary':'Says no.'},'reason':'CODING_ERROR'}");

        // then
        answer.then().statusCode(404);
    }

    @Test
    void a_duplicate_is_linked_once() {
        // given
        record("LCF", "lc.f", "lc.f1");
        Client.post("/v1/statements", Samples.statement("lc.f2", "LCF", "lc.f"));
        var link = Samples.json("{'canonical':'lc.f1','duplicates':['lc.f2'],'relation':'SAME_UTTERANCE'}");

        // when
        var first = Client.post("/v1/links", link);
        var again = Client.post("/v1/links", link);

        // then
        first.then().statusCode(201).header("ETag", "\"2\"");
        again.then().statusCode(422).body("errors[0].code", equalTo("linked"));
        Client.publisher().get("/v1/statements/lc.f2").then().body("status", equalTo("LINKED"));
    }

    @Test
    void a_report_is_corrected_on_its_meetings_stream() {
        // given
        Client.define("LCG", "lc.g");
        Client.post("/v1/meeting-reports", Samples.report("lc.g1", "lc.gm", "LCG"))
                .then()
                .statusCode(201);

        // when
        var answer = Client.post(
                "/v1/meeting-reports/lc.g1/corrections",
                Samples.json("{'patch':{'title':'Talks'},'reason':'CODING_ERROR'}"));

        // then
        answer.then().statusCode(201).body("stream", equalTo("meeting/lc.gm")).body("version", equalTo(2));
    }

    private static void record(String actor, String issue, String id) {
        Client.define(actor, issue);
        Client.post("/v1/statements", Samples.statement(id, actor, issue))
                .then()
                .statusCode(201);
    }

    private static Response correct(String id, String correction) {
        return Client.post("/v1/statements/" + id + "/corrections", Samples.json(correction));
    }

    private static Response retract(String id) {
        return retract(id, "{'reason':'ENTRY_ERROR'}");
    }

    private static Response retract(String id, String retraction) {
        return Client.post("/v1/statements/" + id + "/retractions", Samples.json(retraction));
    }
}
