package org.diplofeed.alert.subscription;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.diplofeed.alert.target.TargetUrl;
import org.diplofeed.alert.target.TargetUrl.Reading;
import org.diplofeed.alert.webhook.HmacSecret;
import org.diplofeed.web.ProblemError;
import org.jspecify.annotations.Nullable;

/** Where alerts shall go, as a client asks for it. */
sealed interface ChannelDraft {
    /** What a client sends. */
    record Body(String type, @Nullable String url, @Nullable String secret) {
        public Body {
            requireNonNull(type, "type");
        }
    }

    /**
     * To a server of the newsroom's.
     *
     * @param secret the client's own, or empty to make one
     */
    record Webhook(TargetUrl target, Optional<HmacSecret> secret) implements ChannelDraft {}

    /** Nowhere: the newsroom reads, streams or subscribes the feed. */
    record Pull() implements ChannelDraft {}

    /** How the table calls it. */
    default String type() {
        return switch (this) {
            case Webhook _ -> "webhook";
            case Pull _ -> "pull";
        };
    }

    /** Where to, as a URI; empty for nowhere. */
    default String url() {
        return switch (this) {
            case Webhook webhook -> webhook.target().uri().toString();
            case Pull _ -> "";
        };
    }

    /** Whether somebody has to agree before anything is sent. */
    default boolean needsConsent() {
        return switch (this) {
            case Webhook _ -> true;
            case Pull _ -> false;
        };
    }

    /** Reads it; empty when there is a fault that makes it none. */
    static Optional<ChannelDraft> read(Body body, List<ProblemError> faults) {
        return switch (body.type()) {
            case "webhook" -> webhook(body, faults);
            case "pull" -> pull(body, faults);
            default -> {
                faults.add(new ProblemError("/channel/type", "enum", "has to be webhook or pull"));
                // What else is wrong is told, too.
                webhook(body, faults);
                yield Optional.empty();
            }
        };
    }

    private static Optional<ChannelDraft> webhook(Body body, List<ProblemError> faults) {
        var secret = SubscriptionDraft.secret(body.secret(), "/channel/secret", faults);
        if (body.url() == null) {
            faults.add(new ProblemError("/channel/url", "required", "is required"));
            return Optional.empty();
        }
        return switch (TargetUrl.read(body.url())) {
            case Reading.Usable(var target) -> Optional.of(new Webhook(target, secret));
            case Reading.Refused(var reason) -> {
                faults.add(new ProblemError("/channel/url", "target", reason.detail()));
                yield Optional.empty();
            }
        };
    }

    private static Optional<ChannelDraft> pull(Body body, List<ProblemError> faults) {
        if (body.url() != null) {
            faults.add(
                    new ProblemError("/channel/url", "unused", "is for a webhook: nothing is sent to a pull channel"));
        }
        if (body.secret() != null) {
            faults.add(new ProblemError("/channel/secret", "unused", "is for a webhook"));
        }
        return Optional.of(new Pull());
    }
}
