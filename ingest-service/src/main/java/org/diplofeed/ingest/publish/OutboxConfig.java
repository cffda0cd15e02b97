package org.diplofeed.ingest.publish;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How much may wait for a broker that is down. */
@ConfigMapping(prefix = "diplofeed.outbox")
public interface OutboxConfig {
    /** Most events that wait to be published; from there on nothing is accepted (503) until it is fewer. */
    @WithDefault("1000000")
    @Positive
    long bound();

    /** How often the depth is counted. */
    @WithDefault("1s")
    Duration poll();

    /** How often readers of the log are told up to when it is complete, while it moves. */
    @WithDefault("500ms")
    Duration watermarks();
}
