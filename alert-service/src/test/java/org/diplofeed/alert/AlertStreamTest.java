package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.shift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.diplofeed.events.Actor;
import org.diplofeed.events.ActorDefined;
import org.diplofeed.events.ActorType;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.Shift;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.StreamKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class AlertStreamTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");

    @Inject
    MeterRegistry metrics;

    private final String organisation = Samples.unique("org-");
    private final String holder = Samples.unique("XS.");
    private final FeedWriter feed = new FeedWriter(AlertStack.topicPrefix());
    private int told;

    @Test
    void a_stream_goes_on_after_the_alert_that_its_reader_has() {
        // given
        var subscription = subscribe();
        tell(3);
        var alerts = alerts(3);

        // when
        try (var all = stream("?lastEventId=earliest", null);
                var rest = stream("", alerts.get(0));
                var none = stream("?subscription=" + subscription + "&lastEventId=" + alerts.get(2), null)) {
            all.await(4);
            rest.await(3);
            tell(4);

            // then
            assertThat(all.await(5))
                    .extracting(SseReader.Event::id)
                    .startsWith("earliest")
                    .containsSubsequence(alerts);
            assertThat(all.header("Last-Event-ID")).isEqualTo("earliest");
            assertThat(rest.header("Last-Event-ID")).isEqualTo(alerts.get(0));
            assertThat(rest.await(4))
                    .extracting(SseReader.Event::id)
                    .startsWith(alerts.get(0), alerts.get(1), alerts.get(2));
            var live = none.await(2).get(1);
            assertThat(live.type()).isEqualTo("alert.issued");
            assertThat(live.json().at("/data/alertId").asText()).isEqualTo(live.id());
            assertThat(live.json().at("/data/evidence/0/statementId").asText()).isEqualTo("st.s4-" + holder);
        }
    }

    @Test
    void an_alert_that_is_gone_is_seen_as_a_gap() {
        // given
        subscribe();
        tell(1);
        alerts(1);

        // when
        try (var stream = stream("", "al_gone")) {
            var opened = stream.await(2).getFirst();

            // then
            assertThat(opened.type()).isEqualTo("stream.opened");
            assertThat(opened.json().path("gap").asBoolean()).isTrue();
            assertThat(stream.header("Last-Event-ID")).isEqualTo("earliest");
        }
    }

    @Test
    void a_list_says_where_a_stream_without_a_hole_begins() {
        // given
        subscribe();
        tell(2);
        var alerts = alerts(2);

        // when
        var list = as().get("/v1/alerts?limit=1");

        // then
        assertThat(list.jsonPath().getString("lastEventId")).isEqualTo(alerts.get(1));
        assertThat(list.header("Link")).contains("cursor=").endsWith("rel=\"next\"");
    }

    @Test
    void another_newsrooms_alerts_are_not_in_the_stream_and_its_ids_are_gone() {
        // given
        subscribe();
        tell(1);
        var alerts = alerts(1);

        // when
        try (var stream =
                SseReader.open("/v1/alerts/stream", AlertStack.newsroom(Samples.unique("org-")), alerts.getFirst())) {
            // then
            assertThat(stream.await(1).getFirst().json().path("gap").asBoolean())
                    .isTrue();
        }
        assertThat(given().auth()
                        .oauth2(AlertStack.newsroom(Samples.unique("org-")))
                        .get("/v1/alerts/stream?subscription=sub_none")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_stream_ends_with_its_token() {
        // when
        try (var stream = SseReader.open(
                "/v1/alerts/stream", AlertStack.token(organisation, "newsroom", Duration.ofSeconds(2)), null)) {
            // then
            assertThat(stream.await(2).get(1).json().path("reason").asText()).isEqualTo("token-expired");
        }
    }

    @Test
    void a_reader_that_does_not_read_is_cut_off_and_finds_the_rest_later() throws IOException {
        // given
        subscribe();
        int many = 200;
        IntStream.rangeClosed(1, many).forEach(nth -> tell1(nth, "The bridge is built. ".repeat(2_000)));
        var alerts = alerts(many);

        // when
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), RestAssured.port));
            socket.getOutputStream()
                    .write("""
                    GET /v1/alerts/stream?lastEventId=earliest HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    \r
                    """.formatted(AlertStack.newsroom(organisation)).getBytes(StandardCharsets.US_ASCII));

            // then
            eventually(this::cutOff, cut -> cut >= 1);
        }
        try (var rest = stream("", alerts.get(many - 3))) {
            assertThat(rest.await(3))
                    .extracting(SseReader.Event::id)
                    .endsWith(alerts.get(many - 2), alerts.get(many - 1));
        }
    }

    private double cutOff() {
        return metrics.get("diplofeed.streams.cut.off").gauge().value();
    }

    private String subscribe() {
        feed.write(StreamKind.ACTOR.of(holder), 1, Samples.unique("e"), AT, new ActorDefined(actor()));
        return eventually(
                        () -> as().contentType(ContentType.JSON)
                                .body("""
                                {"name": "desk", "filter": {"holders": ["%s"]}, "channel": {"type": "pull"}, "maxAge": null}
                                """.formatted(holder))
                                .post("/v1/subscriptions"),
                        made -> made.statusCode() == 201)
                .jsonPath()
                .getString("subscriptionId");
    }

    private Actor actor() {
        return new Actor(holder, ActorType.STATE, "Aaland", List.of(), null, null, null, List.of(), null, null, null);
    }

    /** Tells the nth shift, and those before it that were not told. */
    private void tell(int upTo) {
        IntStream.rangeClosed(told + 1, upTo).forEach(this::tell1);
    }

    private void tell1(int nth) {
        tell1(nth, "The bridge is built");
    }

    private void tell1(int nth, String proposition) {
        told = nth;
        String id = "s" + nth + "-" + holder;
        var document = (ObjectNode) FeedJson.mapper().valueToTree(shift(id, AT, holder, "x.bridge"));
        document.put("proposition", proposition);
        feed.write(
                StreamKind.POSITION.of(holder + "|x.bridge"),
                nth,
                Samples.unique("e"),
                AT,
                new ShiftConfirmed(FeedJson.mapper().convertValue(document, Shift.class), nth, recorded(id, AT)));
    }

    /** In order. */
    private List<String> alerts(int count) {
        return eventually(
                () -> AlertStack.texts(
                        "select alert_id from alert where tenant = '" + organisation + "' order by place"),
                alerts -> alerts.size() == count);
    }

    private SseReader stream(String query, @Nullable String lastEventId) {
        return SseReader.open("/v1/alerts/stream" + query, AlertStack.newsroom(organisation), lastEventId);
    }

    private RequestSpecification as() {
        return given().auth().oauth2(AlertStack.newsroom(organisation));
    }
}
