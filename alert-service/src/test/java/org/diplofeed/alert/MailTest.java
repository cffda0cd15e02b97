package org.diplofeed.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.retracted;
import static org.diplofeed.alert.Samples.shift;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AlertStack.class)
class MailTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");
    private static final Pattern LINK = Pattern.compile("http://localhost:8083(/v1/\\S+)");

    private final Newsroom newsroom = new Newsroom();
    private final String address = Samples.unique("desk-").toLowerCase(Locale.ROOT) + "@newsroom.example";

    @Test
    void an_alert_is_mailed_after_its_reader_has_agreed_and_its_withdrawal_follows_in_the_same_thread()
            throws Exception {
        // given
        var subscription = newsroom.subscribe("{\"type\": \"email\", \"address\": \"%s\"}".formatted(address));
        var shift = shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge");
        confirm();
        assertThat(status(subscription)).isEqualTo("ACTIVE");

        // when
        newsroom.write(new ShiftConfirmed(shift, 1, recorded("s", AT)));
        var alert = mails(2).get(1);
        newsroom.write(new ShiftWithdrawn(shift, 2, retracted("s", AT)));
        var withdrawal = mails(3).get(2);

        // then
        var id = newsroom.alerts(2).getFirst();
        assertThat(alert.getSubject()).isEqualTo("Urgent: Aaland reverses on “The bridge is built” (−2 → +1)");
        assertThat(alert.getHeader("Message-ID")).containsExactly("<" + id + "@localhost>");
        assertThat(alert.getContentType()).startsWith("multipart/alternative");
        assertThat(part(alert, "text/plain"))
                .contains("Before: −2, firm", "“we shall see”", "Source: Office of the premier");
        assertThat(part(alert, "text/html")).contains("<blockquote>“we shall see”</blockquote>");
        assertThat(alert.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(withdrawal.getSubject()).startsWith("Withdrawn: Aaland reverses");
        assertThat(withdrawal.getHeader("In-Reply-To")).containsExactly("<" + id + "@localhost>");
    }

    @Test
    void nothing_is_mailed_before_the_reader_has_agreed_and_a_link_that_is_only_looked_at_agrees_to_nothing()
            throws Exception {
        // given
        var subscription = newsroom.subscribe("{\"type\": \"email\", \"address\": \"%s\"}".formatted(address));
        var link = link(mails(1).getFirst());

        // when
        var looked = given().get(link);

        // then
        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(looked.asString()).contains("<form method=\"post\">");
        assertThat(status(subscription)).isEqualTo("PENDING");
        assertThat(given().post("/v1/confirmations/guessed").statusCode()).isEqualTo(404);
    }

    @Test
    void one_click_ends_the_letters() throws Exception {
        // given
        var subscription = newsroom.subscribe("{\"type\": \"email\", \"address\": \"%s\"}".formatted(address));
        confirm();
        newsroom.as().post("/v1/subscriptions/" + subscription + "/test-events");
        var header = mails(2).get(1).getHeader("List-Unsubscribe")[0];
        var path = header.substring(1, header.length() - 1).replace("http://localhost:8083", "");

        // when
        var clicked = given().formParam("List-Unsubscribe", "One-Click").post(path);

        // then
        assertThat(clicked.statusCode()).as(clicked.asString()).isEqualTo(200);
        var read = newsroom.as().get("/v1/subscriptions/" + subscription).jsonPath();
        assertThat(read.getString("status")).isEqualTo("DISABLED");
        assertThat(read.getString("statusReason")).isEqualTo("unsubscribed");
        assertThat(given().post(path.substring(0, path.length() - 1) + "_").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_digest_is_one_letter() throws Exception {
        // given
        var made = newsroom.subscribe(
                "{\"type\": \"email\", \"address\": \"%s\"}".formatted(address), ", \"paused\": true");
        confirm();
        newsroom.write(new ShiftConfirmed(
                shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge"), 1, recorded("s", AT)));
        newsroom.write(new ShiftConfirmed(
                shift(Samples.unique("s"), AT, newsroom.holder(), "x.bridge"), 2, recorded("s", AT)));
        newsroom.alerts(2);

        // when
        newsroom.as()
                .contentType("application/merge-patch+json")
                .body("{\"paused\": false}")
                .patch("/v1/subscriptions/" + made.jsonPath().getString("subscriptionId"));

        // then
        var digest = mails(2).get(1);
        assertThat(digest.getSubject()).startsWith("Digest: 2 alerts, the first: Aaland reverses");
        assertThat(part(digest, "text/plain")).contains("1. Aaland", "2. Aaland");
    }

    @Test
    void what_is_no_address_is_refused() {
        for (var wrong :
                List.of("desk", "a b@x.example", "a@x.example, b@x.example", "a@x.example\\nBcc: b@y.example")) {
            var refused = newsroom.as()
                    .contentType("application/json")
                    .body("""
                    {"name": "desk", "channel": {"type": "email", "address": "%s"}}
                    """.formatted(wrong))
                    .post("/v1/subscriptions");
            assertThat(refused.statusCode()).as(wrong).isEqualTo(422);
            assertThat(refused.jsonPath().getList("errors.pointer")).containsExactly("/channel/address");
        }
    }

    private void confirm() throws MessagingException, IOException {
        assertThat(given().post(link(mails(1).getFirst())).statusCode()).isEqualTo(200);
    }

    private String status(String subscription) {
        return newsroom.as().get("/v1/subscriptions/" + subscription).jsonPath().getString("status");
    }

    private static String link(MimeMessage mail) throws MessagingException, IOException {
        var matcher = LINK.matcher(part(mail, "text/plain"));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    /** What came to the address, in order, as soon as it is so much. */
    private List<MimeMessage> mails(int count) {
        return eventually(
                () -> Arrays.stream(AlertStack.mail().getReceivedMessages())
                        .filter(mail -> isFor(mail, address))
                        .toList(),
                mails -> mails.size() == count);
    }

    private static boolean isFor(MimeMessage mail, String address) {
        try {
            return mail.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String part(MimeMessage mail, String type) throws MessagingException, IOException {
        var parts = (MimeMultipart) mail.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            if (parts.getBodyPart(i).isMimeType(type)) {
                return parts.getBodyPart(i).getContent().toString();
            }
        }
        throw new AssertionError("no part of type " + type);
    }
}
