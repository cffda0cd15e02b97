package org.diplofeed.alert.rebuild;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How what is derived is made anew. */
@ConfigMapping(prefix = "diplofeed.alert.rebuild")
public interface RebuildConfig {
    /** How often it is looked whether there is something to rebuild, and how far it is. */
    @WithDefault("500ms")
    Duration look();

    /** From how many events that the service is behind a rebuild waits for it. */
    @WithDefault("500")
    @Positive
    long longestLag();

    /** How long the service's reading of the log may be held, which delays alerts, until a rebuild stands beside it. */
    @WithDefault("10s")
    Duration longestHold();
}
