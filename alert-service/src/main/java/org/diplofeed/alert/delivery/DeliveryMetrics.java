package org.diplofeed.alert.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Counts attempts by what came of them, and times them; and how long alerts took to arrive. */
public final class DeliveryMetrics {
    private static final Duration[] STEPS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15)
    };

    private final MeterRegistry registry;
    private final Timer latency;

    public DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.latency = Timer.builder("diplofeed.delivery.latency")
                .description("From queuing an alert to the receiver's 2xx, where the first attempt succeeded")
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }

    void attempted(Attempted attempted) {
        var delivery = attempted.delivery();
        Timer.builder("diplofeed.delivery.attempts")
                .description("Attempts by what came of them")
                .tag("kind", delivery.kind().name().toLowerCase(Locale.ROOT))
                .tag("outcome", outcome(attempted.outcome()))
                .serviceLevelObjectives(STEPS)
                .register(registry)
                .record(attempted.took());
        if (delivery.kind() == DeliveryKind.ALERT
                && delivery.attempt() == 1
                && attempted.outcome() instanceof Outcome.Delivered) {
            latency.record(
                    Duration.between(delivery.createdAt(), attempted.startedAt().plus(attempted.took())));
        }
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Delivered _ -> "delivered";
            case Outcome.Retry _ -> "retry";
            case Outcome.Digested _ -> "digested";
            case Outcome.Gone _ -> "gone";
            case Outcome.Exhausted _ -> "exhausted";
            case Outcome.Failed _ -> "failed";
        };
    }
}
