package org.diplofeed.alert.alerts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the alerts of one transaction: in the chain of their subscription, and in the order of their newsroom. Both
 * are locked until it ends.
 */
final class Numbering {
    private final Map<String, ChainHead> chains;
    private final Map<String, Long> places;
    private int told;

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
     * @param unsent if it is not sent: the sequences that it takes back, which were not either
     * @param hash of all that an alert says but the hash
     */
    NumberedAlert next(
            Derived event,
            String effectId,
            Telling telling,
            @Nullable List<Long> unsent,
            Function<NumberedAlert, String> hash) {
        var to = telling.to();
        @Nullable ChainHead head = chains.get(to.subscriptionId());
        @Nullable Long place = places.get(to.tenant());
        if (head == null || place == null) {
            throw new IllegalStateException("a chain that was not locked");
        }
        places.put(to.tenant(), place + 1);
        told++;
        long sequence = head.sequence() + 1;
        var alert = new NumberedAlert(
                event,
                effectId,
                telling,
                sequence,
                head.alertId(),
                place + 1,
                head.hash(),
                unsent == null ? head.unsaid() : List.of(),
                null);
        var hashed = alert.withHash(hash.apply(alert));
        chains.put(
                to.subscriptionId(),
                new ChainHead(sequence, alert.alertId(), hashed.hash(), unsaid(head, unsent, sequence)));
        return hashed;
    }

    /** What is sent explains all; what is not is one more to explain. */
    private static List<Long> unsaid(ChainHead head, @Nullable List<Long> unsent, long sequence) {
        return unsent == null
                ? List.of()
                : Stream.of(head.unsaid(), unsent, List.of(sequence))
                        .flatMap(List::stream)
                        .sorted()
                        .toList();
    }

    /** How many alerts were numbered. */
    int told() {
        return told;
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
