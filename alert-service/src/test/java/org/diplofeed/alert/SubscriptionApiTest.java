package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class SubscriptionApiTest {
    private final String organisation = Samples.unique("org-");

    @BeforeEach
    void the_fictional_state_and_its_bridge_are_defined() throws SQLException {
        try (var connection = AlertStack.database().dataSource().getConnection();
                var insert = connection.createStatement()) {
            insert.execute("insert into actor values ('XAA', 'Aaland') on conflict do nothing");
            insert.execute("insert into issue values ('x.bridge', 'The bridge is built', '{}') on conflict do nothing");
        }
    }

    @Test
    void a_subscription_shows_its_secret_once_and_is_active_when_its_target_has_consented() {
        try (var receiver = new Receiver()) {
            // when
            var created = create("""
                    {"name": "desk", "filter": {"holders": ["XAA"], "issues": ["x.bridge"]},
                     "channel": {"type": "webhook", "url": "%s"}, "maxAge": null}
                    """.formatted(receiver.url()));

            // then
            assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
            assertThat(created.jsonPath().getString("secret")).startsWith("whsec_");
            assertThat(created.jsonPath().getString("status")).isEqualTo("PENDING");
            assertThat(created.header("Location"))
                    .endsWith("/v1/subscriptions/" + created.jsonPath().getString("subscriptionId"));
            var active = eventually(
                    () -> get(created.jsonPath().getString("subscriptionId")),
                    read -> read.jsonPath().getString("status").equals("ACTIVE"));
            assertThat(active.jsonPath().getString("secret")).isNull();
            assertThat(active.jsonPath().getString("maxAge")).isNull();
            assertThat(active.jsonPath().getList("publicKeys")).hasSize(1);
        }
    }

    @Test
    void a_target_that_does_not_repeat_the_challenge_is_asked_again_only_on_request() {
        try (var receiver = new Receiver().refusing()) {
            var id = create("""
                    {"name": "desk", "channel": {"type": "webhook", "url": "%s"}}
                    """.formatted(receiver.url())).jsonPath().getString("subscriptionId");
            eventually(() -> get(id), read -> "challenge".equals(read.jsonPath().getString("statusReason")));
            receiver.consenting();

            // when
            var asked = as(organisation).post("/v1/subscriptions/" + id + "/challenge");

            // then
            assertThat(asked.statusCode()).isEqualTo(202);
            eventually(
                    () -> get(id), read -> read.jsonPath().getString("status").equals("ACTIVE"));
        }
    }

    @Test
    void names_that_nobody_has_defined_are_refused_with_pointers() {
        // when
        var refused = create("""
                {"name": "desk", "filter": {"holders": ["XAA", "XZZ"], "issues": ["x.tunnel"]},
                 "channel": {"type": "webhook", "url": "http://127.0.0.1:9/"}}
                """);

        // then
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.jsonPath().getList("errors.pointer"))
                .containsExactly("/filter/holders/1", "/filter/issues/0");
    }

    @Test
    void what_cannot_be_is_refused_with_pointers() {
        assertThat(errors("""
                {"name": "", "channel": {"type": "fax", "url": "ftp://x.example/", "secret": "hwsec_abc"}, "maxAge": "soon",
                 "filter": {"classes": ["NUANCE"], "minimumPoints": 2, "attributions": ["HEARSAY"]}}
                """))
                .containsExactlyInAnyOrder(
                        "/name",
                        "/channel/type",
                        "/channel/url",
                        "/channel/secret",
                        "/maxAge",
                        "/filter/classes",
                        "/filter/minimumPoints",
                        "/filter/attributions");
        assertThat(errors("{\"name\": \"x\"}")).containsExactly("/channel");
        assertThat(errors("""
                {"name": "x", "channel": {"type": "webhook", "url": "http://127.0.0.1/"}, "colour": 1}
                """)).containsExactly("/colour");
        assertThat(errors("""
                {"name": "x", "channel": {"type": "webhook", "url": "http://10.0.0.1/"}}
                """)).containsExactly("/channel/url");
        assertThat(errors("""
                {"name": "x", "channel": {"type": "webhook", "url": "http://[::ffff:127.0.0.1]/"}}
                """)).containsExactly("/channel/url");
        assertThat(create("{\"name\":").statusCode()).isEqualTo(400);
        assertThat(create("[]").statusCode()).isEqualTo(422);
    }

    @Test
    void a_filter_that_can_never_match_is_refused_and_says_where() {
        assertThat(errors("""
                {"name": "x", "channel": {"type": "pull"}, "filter": {"attributions": ["LEAKED"], "authorities": ["EXPERT"]}}
                """)).containsExactly("/filter/attributions", "/filter/authorities");
        assertThat(errors("""
                {"name": "x", "channel": {"type": "pull"},
                 "filter": {"kinds": ["NOTICE"], "notices": ["CLAIM_DISPUTED"], "classes": ["REVERSAL"], "holders": ["XAA"]}}
                """)).containsExactly("/filter/classes", "/filter/holders");
        assertThat(errors("""
                {"name": "x", "channel": {"type": "pull"}, "filter": {"issues": ["x.bridge"], "topics": ["medtop:1"]}}
                """)).containsExactly("/filter/topics");
    }

    @Test
    void when_to_be_told_is_kept_as_it_was_asked_for_and_can_be_taken_back() {
        // given
        var body = """
                {"name": "desk", "channel": {"type": "pull"}, "snoozedUntil": "2031-01-01T00:00:00Z",
                 "mutes": [{"holder": "XAA", "issue": "x.bridge", "until": "2031-02-01T00:00:00Z"}],
                 "quietHours": {"zone": "Europe/Vienna", "from": "22:00", "to": "07:00", "days": ["SATURDAY"]},
                 "breakThroughUrgency": 2, "digest": {"at": "08:30", "zone": "Europe/Vienna"}, "immediately": []}
                """;

        // when
        var created = create(body);

        // then
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        assertThat(created.jsonPath().getString("status")).isEqualTo("ACTIVE");
        assertThat(created.jsonPath().getString("secret")).isNull();
        var id = created.jsonPath().getString("subscriptionId");
        var read = get(id).jsonPath();
        assertThat(read.getString("quietHours.zone")).isEqualTo("Europe/Vienna");
        assertThat(read.getString("quietHours.from")).isEqualTo("22:00");
        assertThat(read.getString("mutes[0].until")).isEqualTo("2031-02-01T00:00:00Z");
        assertThat(read.getList("immediately")).isEmpty();
        var changed = patch(id, "*", """
                {"snoozedUntil": null, "mutes": null, "quietHours": {"from": "23:00"}, "immediately": null}
                """).jsonPath();
        assertThat(changed.getString("snoozedUntil")).isNull();
        assertThat(changed.getString("mutes")).isNull();
        assertThat(changed.getString("quietHours.from")).isEqualTo("23:00");
        assertThat(changed.getString("quietHours.to")).isEqualTo("07:00");
        assertThat(changed.getString("immediately")).isNull();
        assertThat(patch(id, "*", "{\"channel\": {\"type\": \"webhook\"}}")
                        .jsonPath()
                        .getList("errors.pointer"))
                .containsExactly("/channel/type");
    }

    @Test
    void a_timing_that_cannot_be_is_refused_with_pointers() {
        assertThat(errors("""
                {"name": "x", "channel": {"type": "pull", "url": "https://x.example/"}, "breakThroughUrgency": 0,
                 "quietHours": {"zone": "Europe/Vienna", "from": "22:00", "to": "22:00"},
                 "mutes": [{"until": "2031-01-01T00:00:00Z"}], "immediately": ["GOSSIP"]}
                """))
                .containsExactlyInAnyOrder(
                        "/breakThroughUrgency", "/quietHours/to", "/mutes/0", "/immediately", "/channel/url");
        assertThat(errors("""
                {"name": "x", "channel": {"type": "pull"}, "quietHours": {"zone": "+01:00", "from": "22:00", "to": "7"}}
                """)).containsExactly("/quietHours/zone");
        assertThat(errors("""
                {"name": "x", "channel": {"type": "pull"}, "mutes": [{"holder": "XZZ", "until": "2031-01-01T00:00:00Z"}]}
                """)).containsExactly("/mutes/0/holder");
    }

    @Test
    void another_organisations_subscription_is_not_there() {
        try (var receiver = new Receiver()) {
            var id = create("""
                    {"name": "desk", "channel": {"type": "webhook", "url": "%s"}}
                    """.formatted(receiver.url())).jsonPath().getString("subscriptionId");

            // when
            var other = as(Samples.unique("org-"));

            // then
            assertThat(other.get("/v1/subscriptions/" + id).statusCode()).isEqualTo(404);
            assertThat(other.delete("/v1/subscriptions/" + id).statusCode()).isEqualTo(204);
            assertThat(get(id).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_patch_changes_what_it_names_and_nothing_else() {
        try (var receiver = new Receiver()) {
            var id = active("""
                    {"name": "desk", "filter": {"holders": ["XAA"]}, "channel": {"type": "webhook", "url": "%s"}}
                    """.formatted(receiver.url()));
            var before = get(id);

            // when
            var changed = patch(id, before.header("ETag"), """
                    {"name": "night desk", "filter": {"holders": null, "issues": ["x.bridge"]}, "maxAge": null, "paused": true}
                    """);

            // then
            assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
            var now = changed.jsonPath();
            assertThat(now.getString("name")).isEqualTo("night desk");
            assertThat(now.getMap("filter")).isEqualTo(Map.of("issues", List.of("x.bridge")));
            assertThat(now.getString("maxAge")).isNull();
            assertThat(now.getBoolean("paused")).isTrue();
            assertThat(now.getString("status")).isEqualTo("ACTIVE");
            assertThat(now.getString("channel.url")).isEqualTo(receiver.url());
            assertThat(changed.header("ETag")).isNotEqualTo(before.header("ETag"));
            assertThat(patch(id, before.header("ETag"), "{\"name\": \"x\"}").statusCode())
                    .isEqualTo(412);
            assertThat(patch(id, changed.header("ETag"), "{\"paused\": true}").header("ETag"))
                    .as("nothing changed")
                    .isEqualTo(changed.header("ETag"));
            assertThat(patch(id, "*", "{\"colour\": 1}").jsonPath().getList("errors.pointer"))
                    .containsExactly("/colour");
            assertThat(patch(id, "*", "{\"filter\": {\"holders\": [\"XZZ\"]}}")
                            .jsonPath()
                            .getList("errors.pointer"))
                    .containsExactly("/filter/holders/0");
            assertThat(patch(id, "*", "{\"channel\": {\"secret\": \"whsec_x\"}}")
                            .jsonPath()
                            .getList("errors.pointer"))
                    .containsExactly("/channel/secret");
            assertThat(patch("sub_none", "*", "{}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void another_target_has_to_consent_before_it_gets_anything() {
        try (var receiver = new Receiver();
                var other = new Receiver().refusing()) {
            var id = active("""
                    {"name": "desk", "channel": {"type": "webhook", "url": "%s"}}
                    """.formatted(receiver.url()));

            // when
            var moved = patch(id, "*", "{\"channel\": {\"url\": \"%s\"}}".formatted(other.url()));

            // then
            assertThat(moved.jsonPath().getString("status")).isEqualTo("DISABLED");
            assertThat(moved.jsonPath().getString("statusReason")).isEqualTo("moved");
            other.consenting();
            assertThat(as(organisation)
                            .post("/v1/subscriptions/" + id + "/challenge")
                            .statusCode())
                    .isEqualTo(202);
            eventually(
                    () -> get(id), read -> read.jsonPath().getString("status").equals("ACTIVE"));
            assertThat(patch(id, "*", "{\"channel\": {\"url\": \"http://10.0.0.1/\"}}")
                            .jsonPath()
                            .getList("errors.pointer"))
                    .containsExactly("/channel/url");
        }
    }

    @Test
    void without_the_role_or_a_token_nothing_is_shown() {
        assertThat(given().get("/v1/subscriptions").statusCode()).isEqualTo(401);
        assertThat(given().auth()
                        .oauth2(AlertStack.token(organisation, "reader"))
                        .get("/v1/alerts")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void subscriptions_are_listed_by_cursor_and_gone_when_deleted() {
        try (var receiver = new Receiver()) {
            var body = """
                    {"name": "desk", "channel": {"type": "webhook", "url": "%s"}}
                    """.formatted(receiver.url());
            var first = create(body).jsonPath().getString("subscriptionId");
            var second = create(body).jsonPath().getString("subscriptionId");

            // when
            var page = as(organisation).get("/v1/subscriptions?limit=1");

            // then
            assertThat(page.jsonPath().getList("items.subscriptionId")).containsExactly(first);
            var next = as(organisation)
                    .get("/v1/subscriptions?limit=1&cursor=" + page.jsonPath().getString("next"));
            assertThat(next.jsonPath().getList("items.subscriptionId")).containsExactly(second);
            assertThat(next.jsonPath().getString("next")).isNull();
            assertThat(as(organisation).get("/v1/subscriptions?cursor=%00").statusCode())
                    .isEqualTo(400);
            assertThat(as(organisation).get("/v1/subscriptions?limit=0").statusCode())
                    .isEqualTo(400);
            assertThat(as(organisation).delete("/v1/subscriptions/" + first).statusCode())
                    .isEqualTo(204);
            assertThat(as(organisation).delete("/v1/subscriptions/" + first).statusCode())
                    .isEqualTo(204);
            assertThat(get(first).statusCode()).isEqualTo(404);
        }
    }

    private List<String> errors(String body) {
        var answer = create(body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        return answer.jsonPath().getList("errors.pointer");
    }

    private Response create(String body) {
        return as(organisation).contentType(ContentType.JSON).body(body).post("/v1/subscriptions");
    }

    private String active(String body) {
        var id = create(body).jsonPath().getString("subscriptionId");
        eventually(() -> get(id), read -> read.jsonPath().getString("status").equals("ACTIVE"));
        return id;
    }

    private Response patch(String id, String ifMatch, String body) {
        return as(organisation)
                .header("If-Match", ifMatch)
                .contentType("application/merge-patch+json")
                .body(body)
                .patch("/v1/subscriptions/" + id);
    }

    private Response get(String id) {
        return as(organisation).get("/v1/subscriptions/" + id);
    }

    private static RequestSpecification as(String organisation) {
        return given().auth().oauth2(AlertStack.newsroom(organisation));
    }
}
