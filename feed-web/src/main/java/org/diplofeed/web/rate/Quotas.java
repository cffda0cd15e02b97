package org.diplofeed.web.rate;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One quota for each client of a kind. Tokens come back evenly, so a client that was quiet for a window has all of them
 * again; that is when it is forgotten.
 */
final class Quotas {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String name;
    private final String policy;
    private final LoadingCache<String, Bucket> buckets;

    /**
     * What came of a request.
     *
     * @param policy the field RateLimit-Policy
     * @param state the field RateLimit
     * @param retryAfterSeconds when the next one can be allowed; 0 for one that is
     */
    record Verdict(boolean allowed, String policy, String state, long retryAfterSeconds) {}

    Quotas(String name, long quota, Duration window, long clients) {
        this.name = name;
        this.policy = "\"%s\";q=%d;w=%d".formatted(name, quota, Math.max(1, window.toSeconds()));
        this.buckets = Caffeine.newBuilder()
                .maximumSize(clients)
                .expireAfterAccess(window)
                .build(_ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(quota).refillGreedy(quota, window))
                        .build());
    }

    /** Takes one request from a client's quota. */
    Verdict take(String client) {
        var probe = buckets.get(client).tryConsumeAndReturnRemaining(1);
        var state =
                "\"%s\";r=%d;t=%d".formatted(name, probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset()));
        return new Verdict(probe.isConsumed(), policy, state, seconds(probe.getNanosToWaitForRefill()));
    }

    /** How many clients are in memory. */
    long remembered() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, NANOS);
    }
}
