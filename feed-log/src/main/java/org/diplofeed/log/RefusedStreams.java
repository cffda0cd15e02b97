package org.diplofeed.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams that wait because the broker refused an event of theirs for what it is; tried again now and then. */
final class RefusedStreams {
    private static final Duration REFUSAL_LASTS = Duration.ofSeconds(30);
    private static final Logger LOGGER = LoggerFactory.getLogger(RefusedStreams.class);

    private final Map<String, Long> refusedUntil = new HashMap<>();
    private volatile int count;

    static boolean isRefusal(@Nullable Throwable fault) {
        return fault instanceof RecordTooLargeException
                || fault instanceof RecordBatchTooLargeException
                || fault instanceof InvalidTopicException
                || fault instanceof TopicAuthorizationException;
    }

    void add(StoredEvent event, Throwable fault) {
        refusedUntil.put(event.streamId(), System.nanoTime() + REFUSAL_LASTS.toNanos());
        count = refusedUntil.size();
        LOGGER.atError()
                .addKeyValue("stream", event.streamId())
                .addKeyValue("version", event.version())
                .addKeyValue("fault", Faults.describe(fault))
                .log("the broker refuses an event, its stream is held back");
    }

    /** Those that are not to be tried at this moment. */
    Set<String> streams() {
        long now = System.nanoTime();
        refusedUntil.values().removeIf(until -> now - until >= 0);
        count = refusedUntil.size();
        return Set.copyOf(refusedUntil.keySet());
    }

    int count() {
        return count;
    }
}
