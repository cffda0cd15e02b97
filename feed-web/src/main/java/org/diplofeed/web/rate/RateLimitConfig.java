package org.diplofeed.web.rate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How many requests one client may send to this instance. */
@ConfigMapping(prefix = "diplofeed.rate-limit")
public interface RateLimitConfig {
    /** Whether requests are counted at all. */
    @WithDefault("true")
    boolean enabled();

    /** Requests in a window for one subject of valid tokens. */
    @WithDefault("300000")
    @Positive
    long quota();

    /** Requests in a window for one client address without a valid token; of IPv6 one /64 counts as an address. */
    @WithDefault("30000")
    @Positive
    long anonymousQuota();

    /** In what time a quota that was used up has come back, evenly. */
    @WithDefault("1m")
    Duration window();

    /** Most clients that are remembered. Beyond it those not seen for longest are forgotten, and begin anew. */
    @WithDefault("100000")
    @Positive
    long clients();
}
