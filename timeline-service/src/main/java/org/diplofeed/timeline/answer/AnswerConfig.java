package org.diplofeed.timeline.answer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How questions are answered. */
@ConfigMapping(prefix = "diplofeed.timeline.answer")
public interface AnswerConfig {
    /** The most that the database may take to answer a question before 503; what `If-Fresh` waits is not counted. */
    @WithDefault("10s")
    Duration longest();
}
