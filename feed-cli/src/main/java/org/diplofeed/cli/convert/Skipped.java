package org.diplofeed.cli.convert;

import java.util.Map;
import java.util.TreeMap;

/** Records that become no event, by reason. */
public final class Skipped {
    private final Map<String, Long> reasons = new TreeMap<>();

    synchronized void count(String reason) {
        reasons.merge(reason, 1L, Long::sum);
    }

    /** How many for each reason. */
    public synchronized Map<String, Long> reasons() {
        return new TreeMap<>(reasons);
    }

    /** All of them. */
    public synchronized long total() {
        return reasons.values().stream().mapToLong(Long::longValue).sum();
    }
}
