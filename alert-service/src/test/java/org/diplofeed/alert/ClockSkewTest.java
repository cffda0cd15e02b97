package org.diplofeed.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.diplofeed.events.ShiftConfirmed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The service's own clock is hours wrong: what is due, signed, silenced and ended is for the database's clock to say.
 */
@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class ClockSkewTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");

    private final Newsroom newsroom = new Newsroom();

    @AfterEach
    void right() {
        SkewedClock.ahead(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT6H", "PT-6H"})
    void alerts_go_out_at_once_under_the_databases_time_and_are_tried_again_as_ever(Duration ahead) {
        try (var receiver = new Receiver().answering(_ -> 500)) {
            // given
            SkewedClock.ahead(ahead);
            String subscription = subscribe(receiver);

            // when
            newsroom.write(shift());

            // then
            var received =
                    eventually(receiver::received, all -> all.size() == 1).getFirst();
            long databases = Long.parseLong(AlertStack.texts("select extract(epoch from clock_timestamp())::bigint")
                    .getFirst());
            assertThat(Long.parseLong(received.header("webhook-timestamp"))).isBetween(databases - 300, databases + 1);
            var pause = eventually(() -> AlertStack.texts("""
                            select extract(epoch from d.due - a.started_at)::bigint
                              from delivery d join delivery_attempt a using (delivery_id)
                             where d.kind = 'alert' and d.subscription_id = '%s'
                            """.formatted(subscription)), due -> due.size() == 1);
            assertThat(Long.parseLong(pause.getFirst())).isBetween(3L, 60L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT6H", "PT-6H"})
    void an_older_key_signs_along_for_its_overlap_and_not_a_moment_longer(Duration ahead) {
        try (var receiver = new Receiver()) {
            // given
            SkewedClock.ahead(ahead);
            String subscription = subscribe(receiver);
            rotate(subscription, "PT1H");
            newsroom.write(shift());
            eventually(receiver::received, all -> all.size() == 1);
            rotate(subscription, "PT0S");

            // when
            newsroom.write(shift());

            // then
            var received = eventually(receiver::received, all -> all.size() == 2);
            assertThat(received.get(0).header("webhook-signature")).matches("v1,\\S+ v1,\\S+ v1a,\\S+");
            assertThat(received.get(1).header("webhook-signature")).matches("v1,\\S+ v1a,\\S+");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT6H", "PT-6H"})
    void a_snooze_ends_by_the_databases_clock(Duration ahead) {
        try (var receiver = new Receiver()) {
            // given
            SkewedClock.ahead(ahead);
            String subscription = subscribe(receiver);
            snooze(subscription, databasesTime("3 hours"));
            newsroom.write(shift());
            var held = eventually(
                    () -> AlertStack.texts("select reason from digest_entry where digest_id is null"
                            + " and subscription_id = '" + subscription + "'"),
                    waiting -> waiting.size() == 1);

            // when
            snooze(subscription, databasesTime("-3 hours"));

            // then
            assertThat(held).containsExactly("SNOOZED");
            eventually(receiver::received, all -> all.size() == 1);
        }
    }

    private static String databasesTime(String later) {
        return Instant.parse(AlertStack.texts("select to_char(clock_timestamp() at time zone 'UTC' + interval '" + later
                                + "', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
                        .getFirst())
                .toString();
    }

    private static ShiftConfirmed shiftOf(Newsroom newsroom) {
        var id = Samples.unique("s");
        return new ShiftConfirmed(Samples.shift(id, AT, newsroom.holder(), "x.bridge"), 1, recorded(id, AT));
    }

    private ShiftConfirmed shift() {
        return shiftOf(newsroom);
    }

    private String subscribe(Receiver receiver) {
        String subscription = newsroom.subscribe("{\"type\": \"webhook\", \"url\": \"%s\"}".formatted(receiver.url()));
        eventually(
                () -> newsroom.as()
                        .get("/v1/subscriptions/" + subscription)
                        .jsonPath()
                        .getString("status"),
                "ACTIVE"::equals);
        return subscription;
    }

    private void snooze(String subscription, String until) {
        newsroom.as()
                .contentType("application/merge-patch+json")
                .body("{\"snoozedUntil\": \"%s\"}".formatted(until))
                .patch("/v1/subscriptions/" + subscription)
                .then()
                .statusCode(200);
    }

    private void rotate(String subscription, String overlap) {
        newsroom.as()
                .contentType("application/json")
                .body("{\"overlap\": \"%s\"}".formatted(overlap))
                .post("/v1/subscriptions/" + subscription + "/keys")
                .then()
                .statusCode(201);
    }
}
