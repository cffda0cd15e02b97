package org.diplofeed.timeline.answer;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.StreamKind;
import org.diplofeed.timeline.projection.Log;
import org.junit.jupiter.api.Test;

/** What is missing of an answer is said where it may touch the answer, and nowhere else. */
@QuarkusTest
@TestProfile(Alone.class)
class WhatIsMissingTest {
    @Test
    void a_parked_stream_degrades_the_answers_that_it_may_touch() {
        // given
        RestAssured.requestSpecification = Stories.asReader();
        var log = Log.sample("nato-question-2021-2022");
        int known = log.entries().size();
        log.add(
                "statement.whispered",
                StreamKind.STATEMENT.of("st.whispered"),
                Log.document("assertions", List.of(Map.of("holder", "UKR", "issueId", "ua.nato-join"))));
        log.add(
                "actor.defined",
                StreamKind.ACTOR.of("XQZ"),
                Log.document("actorId", "XQZ", "type", "STATE", "name", "XQZ"));
        var whispered = log.entries().get(known);
        var before = log.entries().get(known - 1).recordedTime();

        // when
        Stories.publish(log.entries().subList(0, known));
        Stories.publishUnread(log.entries().subList(known, known + 2));

        // then
        Stories.eventually(() -> "degraded"
                .equals(RestAssured.get("/v1/positions/UKR/ua.nato-join?knownAt=" + whispered.recordedTime())
                        .path("completeness")));
        RestAssured.get("/v1/positions/UKR/ua.nato-join?knownAt=" + whispered.recordedTime())
                .then()
                .body("settled", equalTo(false))
                .body("parked.count", equalTo(1))
                .body("parked.since", not(nullValue()));
        RestAssured.get("/v1/timeline?limit=1&knownAt=" + whispered.recordedTime())
                .then()
                .body("completeness", equalTo("degraded"));
        RestAssured.get("/v1/positions/RUS/ua.nato-join?knownAt=" + whispered.recordedTime())
                .then()
                .body("completeness", equalTo("ok"))
                .body("parked", nullValue());
        RestAssured.get("/v1/positions/UKR/ua.nato-join?knownAt=" + before)
                .then()
                .body("completeness", equalTo("ok"));
    }
}
