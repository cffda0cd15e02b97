package org.diplofeed.ingest.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How much is kept of what was refused. */
@ConfigMapping(prefix = "diplofeed.audit")
public interface AuditConfig {
    /** How long a refusal is kept. */
    @WithDefault("30d")
    Duration retention();

    /** Most refusals that are kept; the oldest go first. */
    @WithDefault("1000000")
    @Positive
    long most();

    /** Most refusals that wait in memory to be written; beyond it they are counted and not kept. */
    @WithDefault("20000")
    @Positive
    int queue();

    /** How long a refusal waits at most to be written. A process that is killed loses what waits. */
    @WithDefault("500ms")
    Duration flush();
}
