package org.diplofeed.alert.subscription;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.diplofeed.alert.match.AlertFamily;
import org.diplofeed.alert.match.Filter;
import org.diplofeed.alert.timing.DigestTimes;
import org.diplofeed.alert.timing.Mute;
import org.diplofeed.alert.timing.QuietHours;
import org.diplofeed.alert.timing.Timing;
import org.diplofeed.alert.webhook.HmacSecret;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.diplofeed.web.StrictJson;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that a client asks for, read and checked as far as that needs no database and no resolver.
 *
 * @param maxAge empty: off
 * @param sandbox whether it is told what is rehearsed, and nothing else
 * @param timing when to tell
 */
record SubscriptionDraft(
        String name,
        Filter filter,
        ChannelDraft channel,
        Optional<Duration> maxAge,
        boolean ordered,
        boolean paused,
        boolean sandbox,
        Timing timing) {
    static final Duration DEFAULT_MAX_AGE = Duration.ofDays(7);

    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST_MAX_AGE = Duration.ofDays(36_500);

    /**
     * A subscription as a newsroom asks for it.
     *
     * @param name of 1 to 200 characters, for people
     * @param filter what to be told; every shift if it is missing
     * @param maxAge ISO 8601: a shift that is older when it is recorded comes in the next digest; 7 days if it is
     *     missing, null switches it off
     * @param ordered whether an alert waits until the one before it was delivered
     * @param paused whether alerts are kept for a digest until it is resumed
     * @param sandbox whether it is told what an operator rehearses, and nothing else
     * @param snoozedUntil until when alerts are kept for a digest
     * @param mutes what is kept for a digest for a while
     * @param quietHours the hours of the day in which alerts are kept for a digest
     * @param breakThroughUrgency alerts of this urgency or a more urgent one break through all of these; 1 is the most
     * @param digest when digests go out; 07:00 UTC each day if it is missing
     * @param immediately what is told at once: SHIFT if it is missing; all else comes in the digest
     */
    @Schema(name = "NewSubscription")
    record Body(
            String name,
            @Nullable Filter filter,
            ChannelDraft.Body channel,
            @Nullable String maxAge,
            @Nullable Boolean ordered,
            @Nullable Boolean paused,
            @Nullable Boolean sandbox,
            @Nullable Instant snoozedUntil,
            @Nullable List<Mute> mutes,
            @Nullable QuietHours quietHours,
            @Nullable Integer breakThroughUrgency,
            @Nullable DigestTimes digest,
            @Nullable SortedSet<AlertFamily> immediately) {
        Body {
            requireNonNull(name, "name");
            requireNonNull(channel, "channel");
        }

        Timing timing() {
            return new Timing(snoozedUntil, mutes, quietHours, breakThroughUrgency, digest, immediately);
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
        var filter = body.filter() == null ? Filter.ANY : body.filter();
        faults.addAll(FilterRules.faults(filter));
        var maxAge = maxAge(document, faults);
        var timing = body.timing();
        TimingDraft.check(timing, faults);
        var channel = ChannelDraft.read(body.channel(), faults);
        if (!faults.isEmpty() || channel.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_DOCUMENT, "The subscription cannot be accepted.", faults);
        }
        boolean ordered = Boolean.TRUE.equals(body.ordered());
        boolean paused = Boolean.TRUE.equals(body.paused());
        boolean sandbox = Boolean.TRUE.equals(body.sandbox());
        return new SubscriptionDraft(body.name(), filter, channel.get(), maxAge, ordered, paused, sandbox, timing);
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
}
