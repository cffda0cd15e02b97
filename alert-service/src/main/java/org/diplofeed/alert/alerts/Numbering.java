package org.diplofeed.alert.alerts;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the alerts of one transaction: in the chain of their subscription, and in the order of their newsroom. Both
 * are locked until it ends.
 */
final class Numbering {
    private final Map<String, ChainHead> chains;
    private final Map<String, Long> places;

    Numbering(Map<String, ChainHead> chains, Map<String, Long> places) {
        this.chains = new TreeMap<>(chains);
        this.places = new TreeMap<>(places);
    }

    /** Whether the subscription is still there. */
    boolean has(String subscriptionId) {
        return chains.containsKey(subscriptionId);
    }

    /**
     * The next alert of its subscription.
     *
     * @param hash of all that an alert says but the hash
     */
    NumberedAlert next(String effectId, Telling telling, Function<NumberedAlert, String> hash) {
        var to = telling.to();
        @Nullable ChainHead head = chains.get(to.subscriptionId());
        @Nullable Long place = places.get(to.tenant());
        if (head == null || place == null) {
            throw new IllegalStateException("a chain that was not locked");
        }
        places.put(to.tenant(), place + 1);
        var alert =
                new NumberedAlert(effectId, telling, head.sequence() + 1, head.alertId(), place + 1, head.hash(), null);
        var hashed = alert.withHash(hash.apply(alert));
        chains.put(to.subscriptionId(), new ChainHead(alert.sequence(), alert.alertId(), hashed.hash()));
        return hashed;
    }

    Map<String, ChainHead> chains() {
        return chains;
    }

    Map<String, Long> places() {
        return places;
    }

    /** The newsrooms of these. */
    static Collection<String> tenants(Collection<Subscriber> subscribers) {
        return subscribers.stream().map(Subscriber::tenant).sorted().distinct().toList();
    }
}
