package org.diplofeed.alert.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.diplofeed.alert.match.Filter;
import org.diplofeed.alert.timing.Timing;

/**
 * What has to be known of a subscription to tell it something.
 *
 * @param maxAge older things when recorded are not sent at once; empty: off
 * @param ordered whether an alert waits for the earlier ones of the same holder and issue
 * @param consented whether its target ever agreed: without that it is told of nothing new
 * @param disabled whether its deliveries have to wait until it is enabled again
 * @param paused whether all that is new goes into a digest when it is resumed
 * @param timing when it wants to be told
 * @param pushed whether it has a channel that alerts are sent by
 */
record Subscriber(
        String subscriptionId,
        String tenant,
        Filter filter,
        Optional<Duration> maxAge,
        boolean ordered,
        boolean consented,
        boolean disabled,
        boolean paused,
        Timing timing,
        boolean pushed) {
    boolean isBackfill(Instant occurred, Instant recorded) {
        return maxAge.filter(age -> occurred.isBefore(recorded.minus(age))).isPresent();
    }
}
