package org.diplofeed.alert.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How streams are kept. */
@ConfigMapping(prefix = "diplofeed.alert.stream")
public interface StreamConfig {
    /** Most streams of one instance. */
    @WithDefault("10000")
    @Positive
    int most();

    /** How often a stream that has nothing to say says so. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long one event may take to be written: after that the reader is cut off. */
    @WithDefault("10s")
    Duration patience();
}
