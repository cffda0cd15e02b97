package org.diplofeed.timeline.rebuild;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How the read model is made anew. */
@ConfigMapping(prefix = "diplofeed.timeline.rebuild")
public interface RebuildConfig {
    /**
     * Most records, or entries of positions, that one transaction copies, and a fifth of it without a fixed budget;
     * what a killed rebuild does again at most.
     */
    @WithDefault("5000")
    @Positive
    @Max(100_000)
    int chunk();

    /** How often it is looked whether there is something to build, and how far it is. */
    @WithDefault("500ms")
    Duration look();

    /** From how many events that the live generation is behind a rebuild takes less of the machine. */
    @WithDefault("500")
    @Positive
    long longestLag();

    /** From how many times the quiet time of answers (99 of 100) a rebuild takes less of the machine. */
    @WithDefault("1.5")
    @Positive
    double slowestAnswers();

    /** The share of the time that a rebuild may work however busy the live generation is. */
    @WithDefault("0.05")
    @Positive
    double leastBudget();

    /**
     * How long the live generation may be held, which delays its reading of the log and no question, for another one.
     */
    @WithDefault("10s")
    Duration longestHold();
}
