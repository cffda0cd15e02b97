package org.diplofeed.timeline.answer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a question may wait for what it wants to see. */
@ConfigMapping(prefix = "diplofeed.timeline.fresh")
public interface FreshConfig {
    /** The most that `If-Fresh` waits before 412. */
    @WithDefault("3s")
    Duration longestWait();
}
