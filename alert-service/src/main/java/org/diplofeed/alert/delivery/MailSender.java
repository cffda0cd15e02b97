package org.diplofeed.alert.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.diplofeed.alert.alerts.AlertBody;
import org.diplofeed.alert.mail.Letter;
import org.diplofeed.alert.mail.LetterWriter;
import org.diplofeed.alert.mail.PostOffice;
import org.diplofeed.alert.target.TargetAnswer;
import org.diplofeed.alert.target.TargetFault;
import org.diplofeed.alert.webhook.SecretBox;

/** Sends what a claimed delivery carries as a letter. */
final class MailSender {
    /** What SMTP calls done. */
    private static final int TAKEN = 250;

    private final PostOffice post;
    private final LetterWriter writer;
    private final SecretBox secrets;

    MailSender(PostOffice post, LetterWriter writer, SecretBox secrets) {
        this.post = post;
        this.writer = writer;
        this.secrets = secrets;
    }

    /** Posts it; the answer is as if a server had said it. */
    TargetAnswer send(Claimed delivery) {
        try {
            post.post(letter(delivery));
            return new TargetAnswer.Answered(TAKEN, null, new byte[0], false);
        } catch (IOException _) {
            return new TargetAnswer.Failed(TargetFault.SMTP);
        }
    }

    private Letter letter(Claimed delivery) {
        String to = delivery.url().substring(Claimed.MAILTO.length());
        String id = delivery.webhookId();
        String unsubscribe =
                writer.unsubscribe(delivery.subscriptionId(), secrets.proof("unsubscribe", delivery.subscriptionId()));
        return switch (delivery.kind()) {
            case CHALLENGE -> writer.confirmation(to, id, Objects.requireNonNull(delivery.challenge()));
            case TEST -> writer.test(to, id, unsubscribe);
            case ALERT -> writer.alert(to, id, datas(delivery).getFirst(), unsubscribe);
            case DIGEST -> writer.digest(to, id, datas(delivery), unsubscribe);
        };
    }

    private static List<ObjectNode> datas(Claimed delivery) {
        return delivery.alerts().stream()
                .map(alert -> AlertBody.data(alert.head(), alert.document()))
                .toList();
    }
}
