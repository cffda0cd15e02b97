package org.diplofeed.alert.subscription;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.diplofeed.events.FeedJson;
import org.diplofeed.web.MergePatch;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;

/** What of a subscription can be changed, as a document, and a merge patch (RFC 7396) of it. Pure. */
final class SubscriptionPatch {
    private SubscriptionPatch() {}

    /** What can be changed, as it is now: what a POST that makes the same subscription would have sent. */
    static ObjectNode document(Subscription subscription) {
        var document = FeedJson.mapper().createObjectNode();
        document.put("name", subscription.name());
        document.set("filter", FeedJson.mapper().valueToTree(subscription.filter()));
        document.set("channel", FeedJson.mapper().valueToTree(subscription.channel()));
        document.put("maxAge", subscription.maxAge());
        document.put("ordered", subscription.ordered());
        document.put("paused", subscription.paused());
        document.put("sandbox", subscription.sandbox());
        document.setAll((ObjectNode) FeedJson.mapper().valueToTree(subscription.timing()));
        return document;
    }

    /**
     * That document after the patch. A null takes back what was said: no maxAge, any filter, not ordered, not paused.
     *
     * @throws ProblemException invalid-document, for a secret: it is not changed in passing
     */
    static ObjectNode apply(ObjectNode document, ObjectNode patch) {
        if (patch.path("channel").has("secret")) {
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    "The secret is not part of what can be changed here.",
                    List.of(new ProblemError(
                            "/channel/secret", "read-only", "is changed by POST /v1/subscriptions/{id}/keys")));
        }
        var changed = MergePatch.apply(document, patch);
        if (!changed.at("/channel/type").equals(document.at("/channel/type"))) {
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    "A subscription keeps its kind of channel.",
                    List.of(new ProblemError("/channel/type", "read-only", "make another subscription for that")));
        }
        if (changed.path("sandbox").asBoolean() != document.path("sandbox").asBoolean()) {
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT,
                    "A subscription is a sandbox for ever, or never.",
                    List.of(new ProblemError("/sandbox", "read-only", "make another subscription for that")));
        }
        // For a document that makes a subscription, absent is seven days.
        if (!changed.has("maxAge")) {
            changed.putNull("maxAge");
        }
        return changed;
    }
}
