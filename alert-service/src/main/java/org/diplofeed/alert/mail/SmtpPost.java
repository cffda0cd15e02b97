package org.diplofeed.alert.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import org.diplofeed.alert.AlertConfig;

/** Posts by the mail server that the operator named. */
@ApplicationScoped
public class SmtpPost implements PostOffice {
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final ReactiveMailer mailer;
    private final AlertConfig config;

    SmtpPost(ReactiveMailer mailer, AlertConfig config) {
        this.mailer = mailer;
        this.config = config;
    }

    @Override
    public void post(Letter letter) throws IOException {
        String from = config.mail().from().orElseThrow(() -> new IOException("no mail is sent here"));
        var mail = Mail.withHtml(letter.to(), letter.subject(), letter.html())
                .setText(letter.text())
                .setFrom(from)
                .addHeader("Message-ID", "<" + letter.messageId() + ">")
                .addHeader("Auto-Submitted", "auto-generated");
        if (letter.inReplyTo() != null) {
            mail.addHeader("In-Reply-To", "<" + letter.inReplyTo() + ">");
            mail.addHeader("References", "<" + letter.inReplyTo() + ">");
        }
        if (letter.unsubscribe() != null) {
            mail.addHeader("List-Unsubscribe", "<" + letter.unsubscribe() + ">");
            mail.addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        try {
            mailer.send(mail).await().atMost(DEADLINE);
        } catch (RuntimeException e) {
            // Whatever it was, the letter is not taken, and is tried again.
            throw new IOException("the mail server did not take it", e);
        }
    }
}
