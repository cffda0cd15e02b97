package org.diplofeed.timeline.answer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may read. */
@ConfigMapping(prefix = "diplofeed.timeline.access")
public interface AccessConfig {
    /** Whether requests without a token are answered as readers'. */
    @WithDefault("false")
    boolean anonymous();
}
