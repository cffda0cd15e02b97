package org.diplofeed.timeline.follow;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import org.diplofeed.log.Relay;
import org.diplofeed.web.metric.Lookout;
import org.diplofeed.web.outbox.RelayMeters;

/** How much of what was derived waits to be published. */
@ApplicationScoped
class OutboxMeters {
    private final Relay relay;
    private final Lookout lookout = new Lookout("outbox-meters", this::look);
    private volatile long depth;
    private volatile Duration oldest = Duration.ZERO;

    OutboxMeters(Following following, MeterRegistry registry) {
        this.relay = following.relay();
        RelayMeters.register(registry, relay, () -> depth, () -> oldest);
    }

    void start(@Observes StartupEvent event) {
        lookout.start();
    }

    void stop(@Observes ShutdownEvent event) {
        lookout.close();
    }

    private void look() throws SQLException {
        depth = relay.depth();
        oldest = relay.oldestAge();
    }
}
