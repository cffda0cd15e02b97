package org.diplofeed.log;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** Topics. */
public final class Topics {
    private Topics() {}

    /** Creates what is missing, verifies what is there. */
    public static void ensure(
            Map<String, Object> kafka, Collection<String> names, int partitions, int replication, Duration deadline) {}
}
