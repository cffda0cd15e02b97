package org.diplofeed.web.outbox;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.diplofeed.log.Relay;

/** Meters of publishing: the same in each service that publishes. */
public final class RelayMeters {
    private RelayMeters() {}

    /**
     * Registers them.
     *
     * @param depth events that wait, as they were counted last
     * @param oldestAge how long the oldest of them waits
     */
    public static void register(MeterRegistry meters, Relay relay, LongSupplier depth, Supplier<Duration> oldestAge) {
        Gauge.builder("diplofeed.outbox.depth", depth::getAsLong)
                .description("Events recorded and not published yet")
                .register(meters);
        Gauge.builder("diplofeed.outbox.oldest.age", () -> seconds(oldestAge.get()))
                .description("How long the oldest event has waited to be published")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("diplofeed.relay.lag", () -> seconds(relay.lag()))
                .description("How long what was published last had been recorded when the broker acknowledged it")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("diplofeed.relay.buckets", relay::ownedBuckets)
                .description("Shares of the work, of 64, that this instance has")
                .register(meters);
        Gauge.builder("diplofeed.relay.refused.streams", relay::refusedStreams)
                .description("Streams that wait because the broker refuses an event of theirs")
                .register(meters);
        FunctionCounter.builder("diplofeed.relay.failures", relay, Relay::failures)
                .description("How often publishing failed because broker or database were away")
                .register(meters);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
