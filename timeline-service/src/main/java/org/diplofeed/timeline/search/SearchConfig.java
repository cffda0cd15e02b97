package org.diplofeed.timeline.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How texts are indexed. */
@ConfigMapping(prefix = "diplofeed.timeline.search")
public interface SearchConfig {
    /** Most texts in one transaction. */
    @WithDefault("500")
    @Positive
    @Max(10_000)
    int batchSize();

    /** How long to wait before looking again for texts that nobody told of. */
    @WithDefault("200ms")
    Duration poll();
}
