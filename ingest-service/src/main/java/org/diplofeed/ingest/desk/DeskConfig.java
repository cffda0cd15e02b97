package org.diplofeed.ingest.desk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/** How commands are grouped into transactions. */
@ConfigMapping(prefix = "diplofeed.desk")
public interface DeskConfig {
    /** Most single commands in one transaction. */
    @WithDefault("256")
    @Positive
    @Max(2_000)
    int batchSize();

    /** How long the first command of a batch waits for others. */
    @WithDefault("2ms")
    Duration linger();

    /** Most commands that wait for a transaction; more are answered 503. */
    @WithDefault("4096")
    @Positive
    int queueCapacity();

    /** Transactions at a time for single commands, each on a connection of its own. */
    @WithDefault("2")
    @Positive
    @Max(32)
    int lanes();

    /** Most lines of a bulk request in one transaction. */
    @WithDefault("500")
    @Positive
    @Max(5_000)
    int bulkChunk();

    /** Transactions at a time for bulk requests. */
    @WithDefault("2")
    @Positive
    @Max(32)
    int bulkLanes();

    /** After which a transaction is given up. */
    @WithDefault("10s")
    Duration transactionTimeout();

    /** How long a request waits for its outcome before it is answered 503. */
    @WithDefault("30s")
    Duration patience();

    /** How often events under embargo are looked at. */
    @WithDefault("500ms")
    Duration embargoPoll();
}
