package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rebuild as an operator handles it, while alerts go on. */
@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class RebuildTest {
    private static final String REBUILDS = "/v1/admin/rebuilds";
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");

    private final Newsroom newsroom = new Newsroom();
    private final String told = Samples.unique("s");
    private final String missed = Samples.unique("s");

    @AfterEach
    void leave_none_under_way() {
        for (var rebuild : operator().get(REBUILDS).jsonPath().<Map<String, Object>>getList("items")) {
            var number = String.valueOf(rebuild.get("generation"));
            switch (String.valueOf(rebuild.get("state"))) {
                case "BUILDING" -> step(number, "cancel", "{}");
                case "FOLLOWING", "APPROVED" -> step(number, "retire", "{}");
                default -> {}
            }
        }
    }

    @Test
    void what_was_damaged_is_shown_mended_and_damaged_again_and_nobody_is_told() throws Exception {
        // given
        newsroom.subscribe("{\"type\": \"pull\"}");
        write(told);
        newsroom.alerts(1);
        newsroom.write(new ShiftWithdrawn(shift(missed, AT), 1, retracted("s", AT))); // of which nobody was told
        eventually(() -> events(missed), events -> events.size() == 1);
        int toldToAll = Integer.parseInt(AlertStack.texts("select count(*) from alert where about_id = '" + told + "'")
                .getFirst());
        var whole = state();
        damage();
        var damaged = state();
        var rebuild = rebuilt();

        // when
        var compared = step(rebuild, "comparison", "{}").jsonPath();
        var approved = approve(rebuild, compared.getString("digest"));
        var mended = state();
        var back = step(rebuild, "rollback", "{}");
        var asBefore = state();

        // then
        assertThat(compared.getBoolean("same")).isFalse();
        assertThat(samples(compared))
                .contains("CHANGED " + event(told), "MISSING " + id(whole, missed), "CHANGED " + newsroom.holder());
        assertThat(compared.getInt("alerts.readOtherwise")).isEqualTo(toldToAll);
        assertThat(approved.jsonPath().getString("state")).isEqualTo("APPROVED");
        assertThat(mended).isEqualTo(whole);
        assertThat(back.jsonPath().getString("state")).isEqualTo("FOLLOWING");
        assertThat(asBefore).isEqualTo(damaged);
        assertThat(newsroom.alerts(1)).hasSize(1);
        var actions = operator().get("/v1/admin/audit?limit=20").jsonPath().<String>getList("items.action");
        assertThat(actions).contains("rebuild.start", "rebuild.compare", "rebuild.approve", "rebuild.rollback");
        mend(rebuild);
        assertThat(state()).isEqualTo(whole);
    }

    @Test
    void alerts_go_on_while_a_rebuild_waits_and_it_reads_them_afterwards() throws Exception {
        // given
        newsroom.subscribe("{\"type\": \"pull\"}");
        write(told);
        newsroom.alerts(1);
        String rebuild;
        try (var _ = nextIsHeld()) {
            rebuild = start();
            step(rebuild, "pause", "{}").then().statusCode(200);
        }

        // when
        write(missed);
        newsroom.alerts(2);
        step(rebuild, "resume", "{}").then().statusCode(200);
        follows(rebuild);

        // then
        step(rebuild, "comparison", "{}").then().statusCode(200);
        assertThat(AlertStack.texts("select about_id from alert_r" + rebuild + ".derived_event where about_id in ('"
                        + told + "', '" + missed + "')"))
                .containsExactlyInAnyOrder(told, missed);
        assertThat(newsroom.alerts(2)).hasSize(2);
    }

    @Test
    void what_is_cancelled_leaves_nothing_behind_and_makes_room_for_the_next() throws Exception {
        // given
        write(told);
        eventually(() -> events(told), events -> events.size() == 1);
        String rebuild;
        Response second;
        try (var _ = nextIsHeld()) {
            rebuild = start();
            second = operator().post(REBUILDS);
            step(rebuild, "pause", "{}").then().statusCode(200);
        }

        // when
        var cancelled = step(rebuild, "cancel", "{}");

        // then
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(cancelled.jsonPath().getString("state")).isEqualTo("CANCELLED");
        assertThat(AlertStack.texts("select nspname from pg_namespace where nspname = 'alert_r" + rebuild + "'"))
                .isEmpty();
        assertThat(operator().post(REBUILDS).statusCode()).isEqualTo(202);
    }

    @Test
    void an_approval_of_anything_else_is_refused_and_a_newsroom_may_not_ask() {
        // given
        var rebuild = rebuilt();

        // when
        var refused = approve(rebuild, "another");
        var newsrooms = newsroom.as().post(REBUILDS);

        // then
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(newsrooms.statusCode()).isEqualTo(403);
    }

    private void damage() throws SQLException {
        run("update derived_event set payload = convert_to('{}', 'UTF8') where about_id = '" + told + "'");
        run("delete from derived_event where about_id = '" + missed + "'");
        run("update actor set name = 'Wrong' where actor_id = '" + newsroom.holder() + "'");
    }

    private void mend(String rebuild) {
        var digest = eventually(() -> step(rebuild, "comparison", "{}"), made -> made.statusCode() == 200)
                .jsonPath()
                .getString("digest");
        approve(rebuild, digest).then().statusCode(200);
    }

    private void write(String shiftId) {
        newsroom.write(new ShiftConfirmed(shift(shiftId, AT, newsroom.holder(), "x.bridge"), 1, recorded("s", AT)));
    }

    /** What is derived of the test's own story, and what was told to whom. */
    private List<String> state() {
        return AlertStack.texts("""
                select row(e.*)::text from derived_event e where about_id in ('%1$s', '%2$s')
                union all select row(a.*)::text from actor a where actor_id = '%3$s'
                union all select row(a.*)::text from alert a where about_id in ('%1$s', '%2$s')
                union all select row(f.*)::text from effect f where about_id in ('%1$s', '%2$s')
                union all select row(d.*)::text from delivery d
                           where subscription_id in (select subscription_id from subscription where tenant = '%4$s')
                 order by 1
                """.formatted(told, missed, newsroom.holder(), newsroom.organisation()));
    }

    private static String event(String about) {
        return events(about).getFirst();
    }

    private static List<String> events(String about) {
        return AlertStack.texts("select event_id from derived_event where about_id = '" + about + "'");
    }

    /** The id of the event about something, in rows as texts. */
    private static String id(List<String> rows, String about) {
        return rows.stream()
                .filter(row -> row.contains("," + about + ","))
                .map(row -> row.substring(1, row.indexOf(',')))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> samples(JsonPath comparison) {
        return comparison.<Map<String, String>>getList("samples").stream()
                .map(sample -> sample.get("change") + " " + sample.get("id"))
                .toList();
    }

    private static String start() {
        var begun = operator().post(REBUILDS);
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(202);
        assertThat(begun.header("Location"))
                .endsWith(REBUILDS + "/" + begun.jsonPath().getInt("generation"));
        return String.valueOf(begun.jsonPath().getInt("generation"));
    }

    private static String rebuilt() {
        var rebuild = start();
        follows(rebuild);
        return rebuild;
    }

    private static void follows(String rebuild) {
        eventually(() -> operator().get(REBUILDS + "/" + rebuild).jsonPath().getString("state"), "FOLLOWING"::equals);
    }

    private static Response approve(String rebuild, String digest) {
        return step(rebuild, "approve", "{\"comparison\": \"" + digest + "\"}");
    }

    private static Response step(String rebuild, String what, String body) {
        return operator().contentType(ContentType.JSON).body(body).post(REBUILDS + "/" + rebuild + "/" + what);
    }

    /** Keeps the next rebuild from reading anything, as long as it is open. */
    private static Connection nextIsHeld() throws SQLException {
        var connection = AlertStack.database().dataSource().getConnection();
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("""
                insert into projection_offset (projection, topic, part, next_offset, owner_epoch)
                select 'alert-rebuild-' || (select coalesce(max(rebuild), 0) + 1 from rebuild), ?, 0, 0, 1
                """)) {
            insert.setString(1, Topic.SHIFTS.name(AlertStack.topicPrefix()));
            insert.executeUpdate();
        }
        return connection; // never committed
    }

    private static void run(String sql) throws SQLException {
        try (var connection = AlertStack.database().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(AlertStack.token("ops", "operator"));
    }
}
