package org.diplofeed.alert.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.diplofeed.alert.match.AlertKind;
import org.diplofeed.alert.match.Filter.Verdict;
import org.diplofeed.alert.match.Occasion;
import org.diplofeed.events.FeedJson;
import org.jspecify.annotations.Nullable;

/** Tells whom it concerns of events: makes alerts, and queues them, within one transaction. */
final class Teller {
    private final Connection connection;
    private final Stage stage;

    Teller(Connection connection, Stage stage) {
        this.connection = connection;
        this.stage = stage;
    }

    /**
     * Tells events that are news on this stage.
     *
     * @param subscribers who may be told of what is new; who was told something is told that it does not stand
     * @return how many alerts that made
     */
    int tell(List<Derived> derived, Map<String, Subscriber> subscribers) throws SQLException {
        var rows = new AlertRows(connection, stage);
        var chainRows = new ChainRows(connection);
        // All chains at once and in order: two partitions that lock them event by event could wait for each other.
        var touched = new TreeSet<>(
                rows.toldOf(derived.stream().map(d -> d.occasion().aboutId()).toList()));
        var matched = new IdentityHashMap<Derived, Set<String>>();
        for (var event : derived) {
            var ids = matching(event.occasion(), subscribers).keySet();
            matched.put(event, ids);
            touched.addAll(ids);
        }
        Map<String, ChainHead> chains = chainRows.lock(touched);
        var locked = new SubscriberRows(connection).locked(chains.keySet());
        var numbering = new Numbering(chains, chainRows.lockPlaces(Numbering.tenants(locked.values())));
        boolean queued = false;
        var together = new ArrayList<Told>();
        for (var event : derived) {
            // As they are now: who was edited meanwhile may not match any more.
            var those = new TreeMap<>(locked);
            if (event.occasion().takenBack() != null) {
                // What it takes back has to be there.
                queued |= rows.write(together, numbering);
                together.clear();
                var originals = rows.originals(event.occasion().aboutId());
                queued |= rows.write(List.of(new Told(event, tellings(event.occasion(), those, originals))), numbering);
            } else {
                those.keySet().retainAll(matched.getOrDefault(event, Set.of()));
                together.add(new Told(event, tellings(event.occasion(), those, List.of())));
            }
        }
        queued |= rows.write(together, numbering);
        if (chainRows.save(numbering)) {
            var queue = new QueueRows(connection, stage);
            queue.wakeStreams();
            if (queued) {
                queue.wakeWorkers();
            }
        }
        return numbering.told();
    }

    /** Whom to tell what, in the order of their ids. Who is owed a taking back hears nothing else. */
    static List<Telling> tellings(Occasion occasion, Map<String, Subscriber> subscribers, List<Original> originals) {
        var bySubscription = new LinkedHashMap<String, Telling>();
        var takenBack = occasion.takenBack();
        if (takenBack != null) {
            for (var original : originals) {
                var to = subscribers.get(original.subscriptionId());
                if (to != null) {
                    bySubscription.put(
                            original.subscriptionId(),
                            new Telling(to, takenBack, "{}", original.backfill(), original.alertId()));
                }
            }
        }
        var kind = occasion.kind();
        if (kind != null) {
            matching(occasion, subscribers)
                    .forEach((id, matched) ->
                            bySubscription.putIfAbsent(id, telling(occasion, kind, subscribers.get(id), matched)));
        }
        return bySubscription.values().stream()
                .sorted(Comparator.comparing(telling -> telling.to().subscriptionId()))
                .toList();
    }

    private static Telling telling(Occasion occasion, AlertKind kind, @Nullable Subscriber to, String matched) {
        if (to == null) {
            throw new IllegalStateException("matched a subscription that is not there");
        }
        return new Telling(to, kind, matched, to.isBackfill(occasion.occurred(), occasion.recorded()), null);
    }

    private static Map<String, String> matching(Occasion occasion, Map<String, Subscriber> subscribers) {
        var matching = new LinkedHashMap<String, String>();
        if (occasion.kind() != null) {
            subscribers.forEach((id, subscriber) -> {
                if (subscriber.consented()
                        && subscriber.filter().verdict(occasion.candidate()) instanceof Verdict.Matched(var clauses)) {
                    matching.put(id, json(clauses));
                }
            });
        }
        return matching;
    }

    private static String json(Map<String, String> clauses) {
        try {
            return FeedJson.mapper().writeValueAsString(clauses);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text is JSON", e);
        }
    }
}
