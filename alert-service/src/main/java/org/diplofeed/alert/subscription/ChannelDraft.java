package org.diplofeed.alert.subscription;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.diplofeed.alert.target.TargetUrl;
import org.diplofeed.alert.target.TargetUrl.Reading;
import org.diplofeed.alert.webhook.HmacSecret;
import org.diplofeed.web.ProblemError;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where alerts shall go, as a client asks for it. */
sealed interface ChannelDraft {
    /** What RFC 5321 allows in all. */
    int LONGEST_ADDRESS = 254;
    /** A dot-atom and a name with a dot: what mail servers take, without quotes, comments and address literals. */
    Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9!#$%&*+/=?^_{|}~-]+(\\.[A-Za-z0-9!#$%&*+/=?^_{|}~-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    /**
     * Where alerts are to go.
     *
     * @param type webhook; email; pull: nothing is sent, and alerts are read, streamed or fed
     * @param url of a webhook, at a public address
     * @param address of mail
     * @param secret of a webhook: your own, {@code whsec_} and the base64 of 24 to 64 random bytes; else one is made
     */
    @Schema(name = "NewChannel")
    record Body(
            String type,
            @Nullable String url,
            @Nullable String address,
            @Nullable String secret) {
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

    /** By mail. */
    record Email(String address) implements ChannelDraft {}

    /** Nowhere: the newsroom reads, streams or subscribes the feed. */
    record Pull() implements ChannelDraft {}

    /** How the table calls it. */
    default String type() {
        return switch (this) {
            case Webhook _ -> "webhook";
            case Email _ -> "email";
            case Pull _ -> "pull";
        };
    }

    /** Where to, as a URI; empty for nowhere. */
    default String url() {
        return switch (this) {
            case Webhook webhook -> webhook.target().uri().toString();
            case Email email -> "mailto:" + email.address();
            case Pull _ -> "";
        };
    }

    /** Whether somebody has to agree before anything is sent. */
    default boolean needsConsent() {
        return switch (this) {
            case Webhook _, Email _ -> true;
            case Pull _ -> false;
        };
    }

    /** Reads it; empty when there is a fault that makes it none. */
    static Optional<ChannelDraft> read(Body body, List<ProblemError> faults) {
        return switch (body.type()) {
            case "webhook" -> webhook(body, faults);
            case "email" -> email(body, faults);
            case "pull" -> pull(body, faults);
            default -> {
                faults.add(new ProblemError("/channel/type", "enum", "has to be webhook, email or pull"));
                // What else is wrong is told, too.
                webhook(body, faults);
                yield Optional.empty();
            }
        };
    }

    private static Optional<ChannelDraft> webhook(Body body, List<ProblemError> faults) {
        checkUnused("/channel/address", body.address(), faults);
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

    private static Optional<ChannelDraft> email(Body body, List<ProblemError> faults) {
        checkUnused("/channel/url", body.url(), faults);
        checkUnused("/channel/secret", body.secret(), faults);
        String address = body.address();
        if (address == null) {
            faults.add(new ProblemError("/channel/address", "required", "is required"));
            return Optional.empty();
        }
        if (address.length() > LONGEST_ADDRESS || !ADDRESS.matcher(address).matches()) {
            faults.add(new ProblemError(
                    "/channel/address", "format", "has to be one mail address: desk@newsroom.example"));
            return Optional.empty();
        }
        return Optional.of(new Email(address));
    }

    private static Optional<ChannelDraft> pull(Body body, List<ProblemError> faults) {
        checkUnused("/channel/url", body.url(), faults);
        checkUnused("/channel/address", body.address(), faults);
        checkUnused("/channel/secret", body.secret(), faults);
        return Optional.of(new Pull());
    }

    private static void checkUnused(String pointer, @Nullable String value, List<ProblemError> faults) {
        if (value != null) {
            faults.add(new ProblemError(pointer, "unused", "is for another kind of channel"));
        }
    }
}
