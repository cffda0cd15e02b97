package org.diplofeed.timeline.answer;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.Evidence;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.Statement;
import org.diplofeed.timeline.position.Entry;
import org.diplofeed.timeline.position.Fold;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.position.Weighed;
import org.diplofeed.timeline.projection.EntryJson;
import org.diplofeed.timeline.projection.Quoted;

/** The entries of one position that were known, folded up to a valid time, and the statements behind them. */
final class KnownEntries {
    private KnownEntries() {}

    /** Folds what was known at the question's {@code knownAt} and had been said by its {@code validAt}. */
    static Uni<Fold> fold(Snapshot snapshot, PositionKey key, Rules rules) {
        return folds(snapshot, List.of(key), rules).map(folds -> folds.getOrDefault(key, Fold.EMPTY));
    }

    /** The folds of several positions, each as {@link #fold} has it. */
    static Uni<Map<PositionKey, Fold>> folds(Snapshot snapshot, Collection<PositionKey> keys, Rules rules) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return snapshot.rows(
                        "select e.holder, e.issue_id, e.entry, e.body from position_entry e join unnest("
                                + Snapshot.list("holders") + ", " + Snapshot.list("issues")
                                + ") n (holder, issue_id) on e.holder = n.holder and e.issue_id = n.issue_id where "
                                + Snapshot.known("e"),
                        Map.of(
                                "holders",
                                Snapshot.texts(
                                        keys.stream().map(PositionKey::holder).toList()),
                                "issues",
                                Snapshot.texts(
                                        keys.stream().map(PositionKey::issueId).toList())))
                .map(rows -> {
                    var entries = new HashMap<PositionKey, List<Entry>>();
                    keys.forEach(key -> entries.put(key, new ArrayList<>()));
                    for (var row : rows) {
                        var entry = EntryJson.read((String) row[2], (String) row[3]);
                        if (!entry.at().isAfter(snapshot.asOf().validAt())) {
                            entries.computeIfAbsent(
                                            new PositionKey((String) row[0], (String) row[1]), _ -> new ArrayList<>())
                                    .add(entry);
                        }
                    }
                    var folds = new HashMap<PositionKey, Fold>();
                    entries.forEach((key, known) -> folds.put(key, Fold.of(known, rules)));
                    return folds;
                });
    }

    /** Statements as they were known, by id; restricted ones are missing. */
    static Uni<Map<String, Quoted>> statements(Snapshot snapshot, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return snapshot.rows("""
                        select r.recorded_id, r.data from record_revision r
                         where r.kind = 'STATEMENT' and not r.restricted and r.id in (:ids) and
                        """ + Snapshot.known("r"), Map.of("ids", new LinkedHashSet<>(ids)))
                .map(rows -> {
                    var statements = new HashMap<String, Quoted>();
                    for (var row : rows) {
                        var statement = statement((String) row[1]);
                        statements.put(statement.statementId(), new Quoted(statement, (String) row[0]));
                    }
                    return statements;
                });
    }

    /** Weighed statements as evidence, in the order given; what may not be shown is left out. */
    static List<Evidence> evidence(Map<String, Quoted> statements, PositionKey key, List<Weighed> weighed) {
        return weighed.stream()
                .flatMap(item -> Stream.ofNullable(statements.get(item.statementId()))
                        .flatMap(quoted -> quoted.as(key, item.points(), item.classification()).stream()))
                .toList();
    }

    /** Statements that weigh nothing, as readings beside the position. */
    static List<Evidence> listed(Map<String, Quoted> statements, PositionKey key, List<String> ids) {
        return ids.stream()
                .flatMap(id -> Stream.ofNullable(statements.get(id)))
                .flatMap(quoted -> quoted.as(key, 0, null).stream())
                .toList();
    }

    private static Statement statement(String json) {
        try {
            return EventCodec.value(FeedJson.mapper().readTree(json), Statement.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException("a stored statement cannot be read", e);
        }
    }
}
