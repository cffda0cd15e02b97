package org.diplofeed.alert.feed;

import java.time.Instant;

/**
 * The subscription behind an address.
 *
 * @param sequence of its last alert: what is in the feed follows from it
 * @param updated when it last changed, or was told something
 * @param revoked whether the address holds no more
 */
record FeedSource(
        String tenant,
        String subscriptionId,
        String name,
        long version,
        long sequence,
        Instant updated,
        boolean revoked) {
    /** Changes whenever the feed does. */
    String tag(String format) {
        return format + "-" + version + "-" + sequence;
    }
}
