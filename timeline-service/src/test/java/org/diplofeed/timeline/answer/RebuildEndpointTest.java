package org.diplofeed.timeline.answer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.diplofeed.timeline.projection.Log;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rebuild as an operator handles it, while readers ask. */
@QuarkusTest
@TestProfile(Alone.class)
class RebuildEndpointTest {
    private static final String REBUILDS = "/v1/admin/rebuilds";
    private static final List<String> ASKED = List.of(
            "/v1/positions?limit=50&validAt=2022-06-01T00:00:00Z",
            "/v1/positions/RUS/ua.nato-join?validAt=2022-06-01T00:00:00Z",
            "/v1/shifts?limit=50&validAt=2022-06-01T00:00:00Z",
            "/v1/timeline?limit=50&validAt=2022-06-01T00:00:00Z",
            "/v1/changes?limit=50&knownFrom=2031-01-01T00:05:00Z&validAt=2022-06-01T00:00:00Z");

    @Inject
    DataSource database;

    @BeforeEach
    void given_a_story_that_was_told() {
        if (count("public.shift") == 0) {
            var log = Log.sample("nato-question-2021-2022");
            Stories.publish(log.entries());
            Stories.settle(log.entries().getLast().recordedTime());
        }
    }

    @Test
    void the_same_rules_give_the_same_answers_and_digests_and_tell_nothing() {
        // given
        var before = answers();
        long told = count("public.event");
        int rebuilt = built(Map.of());
        var comparison = compare(rebuilt);

        // when
        var approved = operator()
                .body(Map.of("comparison", comparison.<String>path("digest")))
                .post(REBUILDS + "/" + rebuilt + "/approve");

        // then
        comparison.then().body("same", equalTo(true));
        approved.then().statusCode(200).body("live", equalTo(true));
        assertThat(answers()).isEqualTo(before);
        assertThat(count("public.event")).isEqualTo(told);
        assertThat(count("timeline_g" + rebuilt + ".learned")).isEqualTo(count("timeline_g1.learned"));
        backTo(1, rebuilt);
    }

    @Test
    void other_rules_tell_what_was_approved_and_nothing_else_and_are_taken_back() throws Exception {
        // given
        var before = answers();
        long told = count("public.event");
        var standing = standing();
        int rebuilt = built(Map.of("pointsToConfirm", 6, "window", "PT24H"));
        var comparison = compare(rebuilt);
        int gained = comparison.path("shifts.gained");
        int lost = comparison.path("shifts.lost");
        int notices = comparison.<Integer>path("notices.raised") + comparison.<Integer>path("notices.closed");
        var readers = new Readers();

        // when
        operator()
                .body(Map.of("comparison", "another"))
                .post(REBUILDS + "/" + rebuilt + "/approve")
                .then()
                .statusCode(409);
        operator()
                .body(Map.of("comparison", comparison.<String>path("digest")))
                .post(REBUILDS + "/" + rebuilt + "/approve")
                .then()
                .statusCode(200);
        var meanwhile = readers.end();

        // then
        assertThat(gained + lost).isPositive();
        assertThat(count("public.event") - told).isBetween((long) gained + lost, (long) gained + lost + notices);
        assertThat(standing()).isEqualTo(standing("timeline_g" + rebuilt + ".standing_shift"));
        assertThat(holes()).isZero();
        assertThat(meanwhile).as("answers of either generation, whole").isSubsetOf(both(before, answers()));
        compare(1).then().body("shifts.gained", equalTo(lost)).body("shifts.lost", equalTo(gained));
        backTo(1, rebuilt);
        assertThat(standing()).isEqualTo(standing);
    }

    @Test
    void a_silent_approval_tells_nothing() {
        // given
        int rebuilt = built(Map.of("pointsToConfirm", 7));
        var comparison = compare(rebuilt);
        long told = count("public.event");

        // when
        operator()
                .body(Map.<String, Object>of("comparison", comparison.<String>path("digest"), "silent", true))
                .post(REBUILDS + "/" + rebuilt + "/approve")
                .then()
                .statusCode(200);

        // then
        assertThat(count("public.event")).isEqualTo(told);
        assertThat(standing()).isEqualTo(standing("timeline_g" + rebuilt + ".standing_shift"));
        operator()
                .body(Map.of("silent", true))
                .post(REBUILDS + "/" + rebuilt + "/rollback")
                .then()
                .statusCode(200)
                .body("generation", equalTo(1));
        assertThat(count("public.event")).isEqualTo(told);
        retire(rebuilt);
    }

    @Test
    void a_rebuild_is_paused_resumed_and_cancelled() {
        // given
        var begun = operator().body(Map.of("budget", 0.5)).post(REBUILDS);
        int number = begun.path("generation");

        // when
        var paused = operator().post(REBUILDS + "/" + number + "/pause");
        var second = operator().body(Map.of()).post(REBUILDS);
        var resumed = operator().post(REBUILDS + "/" + number + "/resume");
        var cancelled = operator().post(REBUILDS + "/" + number + "/cancel");

        // then
        begun.then().statusCode(202).header("Location", containsString(REBUILDS + "/" + number));
        begun.then().body("state", equalTo("BUILDING")).body("budget", equalTo(0.5f));
        assertThat(List.of(paused.statusCode(), resumed.statusCode(), cancelled.statusCode()))
                .as("each, or refused since it was done by then")
                .allMatch(status -> status == 200 || status == 409);
        if (paused.statusCode() == 200) {
            paused.then().body("paused", equalTo(true));
            second.then().statusCode(409);
        }
        if (cancelled.statusCode() == 200) {
            cancelled.then().body("state", equalTo("CANCELLED"));
            assertThat(schemas()).doesNotContain("timeline_g" + number);
        } else {
            Stories.eventually(() -> "FOLLOWING".equals(state(number)));
            retire(number);
        }
    }

    @Test
    void the_live_generation_is_not_deleted_and_readers_are_no_operators() {
        // when
        var retired = operator().post(REBUILDS + "/1/retire");

        // then
        retired.then().statusCode(409);
        operator().get(REBUILDS + "/99").then().statusCode(404);
        operator().body(Map.of("window", "soon")).post(REBUILDS).then().statusCode(422);
        operator().body(Map.of("budget", 2)).post(REBUILDS).then().statusCode(422);
        given().spec(Stories.asReader()).get(REBUILDS).then().statusCode(403);
        operator().get(REBUILDS).then().statusCode(200).body("items[0].live", equalTo(true));
    }

    @Test
    void the_report_is_a_page_as_well() {
        // given
        int rebuilt = built(Map.of("pointsToConfirm", 5));
        var comparison = compare(rebuilt);

        // when
        var page = operator().get(REBUILDS + "/" + rebuilt + "/comparison.html");

        // then
        page.then().statusCode(200).contentType("text/html");
        page.then().body(containsString(comparison.path("digest"))).body(containsString("Positions that flip"));
        operator()
                .get(REBUILDS + "/" + rebuilt + "/comparison")
                .then()
                .body("digest", equalTo(comparison.path("digest")))
                .body("rules.pointsToConfirm", equalTo(5))
                .body("tables.size()", greaterThan(5));
        retire(rebuilt);
    }

    private static RequestSpecification operator() {
        return given().spec(Stories.as("operator")).contentType("application/json");
    }

    private static int built(Map<String, Object> rules) {
        int number = operator()
                .body(rules)
                .post(REBUILDS)
                .then()
                .statusCode(202)
                .extract()
                .path("generation");
        Stories.eventually(() -> "FOLLOWING".equals(state(number)));
        operator().get(REBUILDS + "/" + number).then().body("percent", equalTo(100.0f));
        return number;
    }

    private static String state(int number) {
        return operator().get(REBUILDS + "/" + number).path("state");
    }

    private static Response compare(int number) {
        var comparison = operator().post(REBUILDS + "/" + number + "/comparison");
        comparison.then().statusCode(200);
        return comparison;
    }

    private static void backTo(int first, int rebuilt) {
        operator()
                .body(Map.of())
                .post(REBUILDS + "/" + rebuilt + "/rollback")
                .then()
                .statusCode(200)
                .body("generation", equalTo(first))
                .body("live", equalTo(true));
        retire(rebuilt);
    }

    private static void retire(int number) {
        operator()
                .post(REBUILDS + "/" + number + "/retire")
                .then()
                .statusCode(200)
                .body("state", equalTo("RETIRED"));
    }

    private static List<String> answers() {
        return ASKED.stream().map(RebuildEndpointTest::answer).toList();
    }

    /** Without what changes with time alone: an answer of now tells up to when it knows. */
    private static String answer(String path) {
        var answer = given().spec(Stories.asReader()).get(path + "&knownAt=2031-06-01T00:00:00Z");
        return answer.statusCode() == 200 ? path + " " + answer.asString() : path + " " + answer.statusCode();
    }

    private static Set<String> both(List<String> one, List<String> other) {
        var both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }

    /** Readers who ask all the time. */
    private static final class Readers {
        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Future<Set<String>>> answers = new ArrayList<>();
        private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

        Readers() {
            for (int i = 0; i < 4; i++) {
                answers.add(readers.submit(() -> {
                    var all = new HashSet<String>();
                    while (!over.get()) {
                        all.addAll(answers());
                    }
                    return all;
                }));
            }
        }

        Set<String> end() throws Exception {
            over.set(true);
            var all = new HashSet<String>();
            for (var answer : answers) {
                all.addAll(answer.get());
            }
            readers.close();
            return all;
        }
    }

    private SortedSet<String> standing() {
        return texts(
                "select row(holder, issue_id, confirmed_by, class)::text from public.shift where known_to is null");
    }

    private SortedSet<String> standing(String table) {
        return texts("select row(holder, issue_id, confirmed_by, class)::text from " + table);
    }

    private SortedSet<String> schemas() {
        return texts("select nspname::text from pg_namespace");
    }

    private long holes() {
        return count("(select stream_id from public.event group by stream_id having max(version) <> count(*)) h");
    }

    private long count(String from) {
        return Long.parseLong(texts("select count(*)::text from " + from).first());
    }

    private SortedSet<String> texts(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new TreeSet<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
