package org.diplofeed.alert.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.diplofeed.alert.target.TargetAnswer;
import org.diplofeed.alert.target.TargetFault;
import org.jspecify.annotations.Nullable;

/** What an answer means: 2xx alone is success; everything else is tried again, later or never. Pure. */
final class DeliveryRules {
    private static final int GONE = 410;
    private static final Set<Integer> THROTTLING = Set.of(429, 502, 504);

    private DeliveryRules() {}

    /**
     * What becomes of an alert's delivery.
     *
     * @param attempt which one this was, from 1, since it was last asked for
     * @param jitter from -1 to 1
     */
    static Outcome ofAlert(TargetAnswer answer, int attempt, double jitter, Instant now) {
        return switch (answer) {
            case TargetAnswer.Failed(var fault) ->
                retry(attempt, jitter, fault == TargetFault.TIMEOUT ? RetrySchedule.THROTTLE : Duration.ZERO);
            case TargetAnswer.Answered answered -> ofStatus(answered, attempt, jitter, now);
        };
    }

    /** What becomes of a challenge: only a 2xx with the challenge itself, nothing more, is consent. */
    static Outcome ofChallenge(TargetAnswer answer, String challenge) {
        boolean met = answer instanceof TargetAnswer.Answered answered
                && isSuccess(answered.status())
                && Arrays.equals(answered.body(), challenge.getBytes(UTF_8));
        return met ? new Outcome.Delivered() : new Outcome.Failed();
    }

    /** What becomes of a test event: tried once. */
    static Outcome ofTest(TargetAnswer answer) {
        return answer instanceof TargetAnswer.Answered answered && isSuccess(answered.status())
                ? new Outcome.Delivered()
                : new Outcome.Failed();
    }

    /** The error class for the log; null when the answer's status says it all. */
    static @Nullable String errorOf(TargetAnswer answer) {
        return answer instanceof TargetAnswer.Failed(var fault) ? fault.code() : null;
    }

    private static Outcome ofStatus(TargetAnswer.Answered answer, int attempt, double jitter, Instant now) {
        if (isSuccess(answer.status())) {
            return new Outcome.Delivered();
        }
        if (answer.status() == GONE) {
            return new Outcome.Gone();
        }
        var asked = RetryAfter.parse(answer.retryAfter(), now).orElse(Duration.ZERO);
        boolean throttling = THROTTLING.contains(answer.status());
        return retry(
                attempt,
                jitter,
                throttling && asked.compareTo(RetrySchedule.THROTTLE) < 0 ? RetrySchedule.THROTTLE : asked);
    }

    private static Outcome retry(int attempt, double jitter, Duration throttle) {
        return RetrySchedule.after(attempt, jitter, throttle)
                .<Outcome>map(wait -> new Outcome.Retry(wait, throttle))
                .orElseGet(Outcome.Exhausted::new);
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }
}
