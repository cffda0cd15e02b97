package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.xml.XmlPath;
import io.restassured.path.xml.config.XmlPathConfig;
import java.net.URI;
import java.time.Instant;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class FeedTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");

    private final Newsroom newsroom = new Newsroom();

    @Test
    void a_feed_shows_what_was_told_and_a_tombstone_for_what_was_taken_back() {
        // given
        var subscription = newsroom.subscribe("{\"type\": \"pull\"}");
        var fallen = shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge");
        var standing = shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge");
        newsroom.write(new ShiftConfirmed(fallen, 1, recorded("s", AT)));
        newsroom.write(new ShiftConfirmed(standing, 2, recorded("s", AT)));
        newsroom.write(new ShiftWithdrawn(fallen, 3, retracted("s", AT)));
        var alerts = newsroom.alerts(3);
        var address = newsroom.as()
                .post("/v1/subscriptions/" + subscription + "/feed")
                .jsonPath();

        // when
        var atom = given().get(path(address.getString("atom")));
        var json = given().get(path(address.getString("json")));

        // then
        assertThat(atom.statusCode()).as(atom.asString()).isEqualTo(200);
        assertThat(atom.contentType()).startsWith("application/atom+xml");
        var xml = new XmlPath(atom.asString())
                .using(XmlPathConfig.xmlPathConfig().declaredNamespace("at", "http://purl.org/atompub/tombstones/1.0"));
        assertThat(xml.getList("feed.entry.id"))
                .containsExactly("urn:diplofeed:alert:" + alerts.get(2), "urn:diplofeed:alert:" + alerts.get(1));
        assertThat(xml.getString("feed.entry[0].title"))
                .startsWith("Withdrawn: Aaland reverses on “The bridge is built”");
        assertThat(xml.getString("feed.entry[1].content")).contains("<blockquote>“we shall see”</blockquote>");
        assertThat(atom.asString()).contains("<at:deleted-entry ref=\"urn:diplofeed:alert:" + alerts.get(0) + "\"");
        assertThat(json.contentType()).startsWith("application/feed+json");
        var feed = json.jsonPath();
        assertThat(feed.getString("version")).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.getList("items.id")).containsExactly(alerts.get(2), alerts.get(1), alerts.get(0));
        assertThat(feed.getString("items[2].title")).startsWith("Does not stand any more: ");
        assertThat(feed.getString("items[2]._diplofeed.supersededBy")).isEqualTo(alerts.get(2));
    }

    @Test
    void a_feed_that_has_not_changed_is_not_sent_again() {
        // given
        var subscription = newsroom.subscribe("{\"type\": \"pull\"}");
        var address = newsroom.as()
                .post("/v1/subscriptions/" + subscription + "/feed")
                .jsonPath();
        var path = path(address.getString("atom"));
        var tag = given().get(path).header("ETag");

        // when
        var again = given().header("If-None-Match", tag).get(path);

        // then
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asString()).isEmpty();
        newsroom.write(new ShiftConfirmed(
                shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge"), 1, recorded("s", AT)));
        newsroom.alerts(1);
        assertThat(given().header("If-None-Match", tag).get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void an_address_that_was_revoked_or_replaced_is_gone_and_one_that_never_was_is_not_there() {
        // given
        var subscription = newsroom.subscribe("{\"type\": \"pull\"}");
        var feed = "/v1/subscriptions/" + subscription + "/feed";
        var first = path(newsroom.as().post(feed).jsonPath().getString("json"));
        var second = path(newsroom.as().post(feed).jsonPath().getString("json"));

        // when
        var revoked = newsroom.as().delete(feed);

        // then
        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(given().get(first).statusCode()).isEqualTo(410);
        assertThat(given().get(second).statusCode()).isEqualTo(410);
        assertThat(given().get("/v1/feeds/guessed/feed.json").statusCode()).isEqualTo(404);
        assertThat(AlertStack.texts("select encode(secret_hash, 'escape') from feed_address"))
                .noneMatch(hash -> first.contains(hash));
    }

    /** The same on the port of this test. */
    private static String path(String address) {
        assertThat(address).startsWith("http://localhost:8083/");
        return "http://localhost:" + RestAssured.port + URI.create(address).getPath();
    }
}
