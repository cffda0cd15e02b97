package org.diplofeed.timeline.follow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How the timeline follows the log. */
@ConfigMapping(prefix = "diplofeed.timeline.follow")
public interface FollowConfig {
    /** Most events read at a time. Larger is faster to replay and slower to roll back. */
    @WithDefault("1000")
    @Positive
    @Max(10_000)
    int batchSize();

    /** Most transactions at a time, when much is to be read. Each takes a connection to the database. */
    @WithDefault("2")
    @Positive
    @Max(32)
    int workers();

    /** The consumer group that shares out the partitions among instances. */
    @WithDefault("timeline")
    @NotBlank
    String group();

    /** How far behind what was recorded the timeline has to be for its answers to say that it is being rebuilt. */
    @WithDefault("1m")
    Duration rebuildingBehind();

    /** How often to look whether another instance has read what `If-Fresh` waits for. */
    @WithDefault("20ms")
    Duration arrivals();

    /** How long to wait before the broker is asked again for its topics. */
    @WithDefault("1s")
    Duration retry();
}
