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
import org.diplofeed.log.LogEntry;
import org.diplofeed.log.LogRestore;
import org.diplofeed.log.Projection;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts of {@code diplofeed.shifts}, and keeps the names that filters may use from {@code diplofeed.reference}.
 * One transaction holds the alert, its effect, its delivery and the offset.
 */
public final class AlertProjection implements Projection {
    /** The name under which offsets are kept. */
    public static final String NAME = "alert";

    private final KeptEvents events = new KeptEvents();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(Connection connection, List<LogEntry> entries) throws SQLException {
        var news = news(connection, events.keep(connection, entries));
        if (!news.isEmpty()) {
            tell(connection, new AlertRows(connection), news);
        }
    }

    /** What was restored is history: it was told where it comes from, to whom it concerned there. */
    static List<Derived> news(Connection connection, List<Derived> derived) throws SQLException {
        if (derived.isEmpty()) {
            return derived;
        }
        var toldUntil = LogRestore.toldUntil(connection);
        return derived.stream()
                .filter(event -> event.envelope().recordedTime().isAfter(toldUntil))
                .toList();
    }

    private static void tell(Connection connection, AlertRows rows, List<Derived> derived) throws SQLException {
        var chainRows = new ChainRows(connection);
        var subscriberRows = new SubscriberRows(connection);
        Map<String, Subscriber> subscribers = subscriberRows.all();
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
        var locked = subscriberRows.locked(chains.keySet());
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
            var queue = new QueueRows(connection);
            queue.wakeStreams();
            if (queued) {
                queue.wakeWorkers();
            }
        }
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
