package org.diplofeed.timeline.follow;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.diplofeed.log.Relay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much of what was derived waits to be published: the same figures as ingest's, under the same names. */
@ApplicationScoped
class OutboxMeters {
    private static final Logger LOGGER = LoggerFactory.getLogger(OutboxMeters.class);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Relay relay;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread watch = Thread.ofVirtual().name("outbox-meters").unstarted(this::watch);
    private volatile long depth;
    private volatile Duration oldest = Duration.ZERO;

    OutboxMeters(Following following, MeterRegistry registry) {
        this.relay = following.relay();
        Gauge.builder("diplofeed.outbox.depth", () -> depth)
                .description("Events derived and not published yet")
                .register(registry);
        Gauge.builder("diplofeed.outbox.oldest.age", () -> seconds(oldest))
                .description("How long the oldest event has waited to be published")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("diplofeed.relay.lag", () -> seconds(relay.lag()))
                .description("How long what was published last had been recorded when the broker acknowledged it")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("diplofeed.relay.buckets", relay::ownedBuckets)
                .description("Shares of the work, of 64, that this instance has")
                .register(registry);
        Gauge.builder("diplofeed.relay.refused.streams", relay::refusedStreams)
                .description("Streams that wait because the broker refuses an event of theirs")
                .register(registry);
        FunctionCounter.builder("diplofeed.relay.failures", relay, Relay::failures)
                .description("How often publishing failed because broker or database were away")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        watch.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void watch() {
        try {
            do {
                look();
            } while (!stopping.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            depth = relay.depth();
            oldest = relay.oldestAge();
        } catch (SQLException e) {
            LOGGER.atWarn().addKeyValue("state", e.getSQLState()).log("the outbox cannot be read, will retry");
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
