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

    /** How many events have to wait to be read for indexing to make way: reading comes first. */
    @WithDefault("2000")
    @Positive
    int behind();

    /** How long to wait after each transaction while indexing makes way. */
    @WithDefault("1s")
    Duration pauseBehind();
}
