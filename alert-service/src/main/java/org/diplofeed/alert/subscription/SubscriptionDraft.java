package org.diplofeed.alert.subscription;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diplofeed.alert.match.Filter;
import org.diplofeed.alert.target.TargetUrl;
import org.diplofeed.alert.target.TargetUrl.Reading;
import org.diplofeed.alert.webhook.HmacSecret;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.diplofeed.web.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that a client asks for, read and checked as far as that needs no database and no resolver.
 *
 * @param maxAge empty: off
 * @param secret the client's own, or empty to make one
 */
record SubscriptionDraft(
        String name,
        Filter filter,
        TargetUrl target,
        Optional<Duration> maxAge,
        boolean ordered,
        boolean paused,
        Optional<HmacSecret> secret) {
    static final Duration DEFAULT_MAX_AGE = Duration.ofDays(7);

    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST_MAX_AGE = Duration.ofDays(36_500);
    /** The body of a POST. */
    record Body(
            String name,
            @Nullable Filter filter,
            Channel channel,
            @Nullable String maxAge,
            @Nullable Boolean ordered,
            @Nullable Boolean paused) {
        Body {
            requireNonNull(name, "name");
            requireNonNull(channel, "channel");
        }

        /** Where alerts shall go. */
        record Channel(String type, String url, @Nullable String secret) {
            Channel {
                requireNonNull(type, "type");
                requireNonNull(url, "url");
            }
        }
    }

    /**
     * Reads the body of a POST.
     *
     * @throws ProblemException invalid-document or rule-broken, with all faults
     */
    static SubscriptionDraft read(ObjectNode document) {
        var body = StrictJson.value(document, Body.class);
        var faults = new ArrayList<ProblemError>();
        if (body.name().isBlank() || body.name().length() > LONGEST_NAME) {
            faults.add(new ProblemError("/name", "length", "has to have 1 to 200 characters"));
        }
        if (!body.channel().type().equals("webhook")) {
            faults.add(new ProblemError("/channel/type", "enum", "has to be webhook"));
        }
        var filter = body.filter() == null ? Filter.ANY : body.filter();
        faults.addAll(FilterRules.faults(filter));
        var secret = secret(body.channel().secret(), "/channel/secret", faults);
        var maxAge = maxAge(document, faults);
        var target = target(body.channel().url(), faults);
        if (!faults.isEmpty() || target.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_DOCUMENT, "The subscription cannot be accepted.", faults);
        }
        boolean ordered = Boolean.TRUE.equals(body.ordered());
        boolean paused = Boolean.TRUE.equals(body.paused());
        return new SubscriptionDraft(body.name(), filter, target.get(), maxAge, ordered, paused, secret);
    }

    /** The client's own secret, if it sent one. */
    static Optional<HmacSecret> secret(@Nullable String text, String pointer, List<ProblemError> faults) {
        if (text == null) {
            return Optional.empty();
        }
        var secret = HmacSecret.parse(text);
        if (secret.isEmpty()) {
            faults.add(
                    new ProblemError(pointer, "pattern", "has to be whsec_ and the base64 of 24 to 64 random bytes"));
        }
        return secret;
    }

    /** Absent: the default. Null: off. */
    private static Optional<Duration> maxAge(ObjectNode document, List<ProblemError> faults) {
        var value = document.get("maxAge");
        if (value == null) {
            return Optional.of(DEFAULT_MAX_AGE);
        }
        if (value.isNull()) {
            return Optional.empty();
        }
        try {
            var age = Duration.parse(value.asText());
            if (age.toSeconds() >= 1 && age.compareTo(LONGEST_MAX_AGE) <= 0) {
                return Optional.of(Duration.ofSeconds(age.toSeconds()));
            }
        } catch (DateTimeException | ArithmeticException _) {
            // Told below, as one that is out of range is.
        }
        faults.add(new ProblemError(
                "/maxAge",
                "format",
                "has to be an ISO 8601 duration of days or less, from 1 second to 100 years, or null"));
        return Optional.empty();
    }

    private static Optional<TargetUrl> target(String url, List<ProblemError> faults) {
        return switch (TargetUrl.read(url)) {
            case Reading.Usable(var target) -> Optional.of(target);
            case Reading.Refused(var reason) -> {
                faults.add(new ProblemError("/channel/url", "target", reason.detail()));
                yield Optional.empty();
            }
        };
    }
}
