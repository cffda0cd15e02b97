package org.diplofeed.alert.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts attempts by what came of them, and times them. */
public final class DeliveryMetrics {
    private final MeterRegistry registry;

    public DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void attempted(Attempted attempted) {
        registry.timer(
                        "diplofeed.delivery.attempts",
                        "kind",
                        attempted.delivery().kind().name().toLowerCase(Locale.ROOT),
                        "outcome",
                        outcome(attempted.outcome()))
                .record(attempted.took());
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
