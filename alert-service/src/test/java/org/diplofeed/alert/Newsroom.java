package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static org.diplofeed.alert.Eventually.eventually;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import org.diplofeed.events.Actor;
import org.diplofeed.events.ActorDefined;
import org.diplofeed.events.ActorType;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.StreamKind;

/** An organisation of a test's own, a holder that nobody else asks for, and the log to tell of it. */
final class Newsroom {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");

    private final String organisation = Samples.unique("org-");
    private final String holder = Samples.unique("XN.");
    private final FeedWriter feed = new FeedWriter(AlertStack.topicPrefix());
    private long version;

    String organisation() {
        return organisation;
    }

    String holder() {
        return holder;
    }

    RequestSpecification as() {
        return given().auth().oauth2(AlertStack.newsroom(organisation));
    }

    /** A subscription to the holder, with maxAge off; tells its id. */
    String subscribe(String channel) {
        return subscribe(channel, "").jsonPath().getString("subscriptionId");
    }

    /** With more properties, each after a comma. */
    Response subscribe(String channel, String more) {
        feed.write(
                StreamKind.ACTOR.of(holder),
                1,
                Samples.unique("e"),
                AT,
                new ActorDefined(new Actor(
                        holder, ActorType.STATE, "Aaland", List.of(), null, null, null, List.of(), null, null, null)));
        return eventually(
                () -> as().contentType(ContentType.JSON)
                        .body("""
                        {"name": "desk", "filter": {"holders": ["%s"]}, "channel": %s, "maxAge": null%s}
                        """.formatted(holder, channel, more))
                        .post("/v1/subscriptions"),
                made -> made.statusCode() == 201);
    }

    /** Puts the next event of the holder's position on the log. */
    void write(FeedEvent event) {
        version++;
        feed.write(StreamKind.POSITION.of(holder + "|x.bridge"), version, Samples.unique("e"), AT, event);
    }

    /** The same as if it had been recorded then. */
    void write(FeedEvent event, Instant recorded) {
        version++;
        feed.write(StreamKind.POSITION.of(holder + "|x.bridge"), version, Samples.unique("e"), AT, recorded, event);
    }

    /** The ids of what the newsroom was told, in order, as soon as it is so much. */
    List<String> alerts(int count) {
        return eventually(
                () -> AlertStack.texts(
                        "select alert_id from alert where tenant = '" + organisation + "' order by place"),
                alerts -> alerts.size() == count);
    }
}
