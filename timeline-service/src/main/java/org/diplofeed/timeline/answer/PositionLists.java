package org.diplofeed.timeline.answer;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.diplofeed.events.PositionKey;
import org.diplofeed.timeline.position.Rules;
import org.jspecify.annotations.Nullable;

/**
 * Many positions at two clocks, by holder and issue. A row that nothing has touched since, and of which nothing lies
 * later, is the answer; the others are folded from what was known.
 */
final class PositionLists {
    /** Keys looked at for one page: where a filter leaves hardly any of them, the page is short and has a next. */
    private static final int MOST_ROUNDS = 20;

    /** The cells of a matrix at most. */
    static final int CELLS = 10_000;

    private final Snapshot snapshot;
    private final Rules rules;

    PositionLists(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.rules = snapshot.rules();
    }

    Uni<Page<Brief>> page(PositionFilter filter) {
        var place = filter.cursor == null ? null : Page.place(filter.cursor, 2);
        var after = place == null ? null : new PositionKey(place.get(0), place.get(1));
        return more(filter, after, new ArrayList<>(), 0);
    }

    private Uni<Page<Brief>> more(PositionFilter filter, @Nullable PositionKey after, List<Brief> found, int rounds) {
        int limit = filter.limit();
        var where = filter.keys();
        if (after != null) {
            where.and("(p.holder, p.issue_id) > (cast(:afterHolder as text) collate \"C\", :afterIssue)");
            where.parameters().put("afterHolder", after.holder());
            where.parameters().put("afterIssue", after.issueId());
        }
        return snapshot.rows(
                        "select " + Brief.COLUMNS + " from position p" + where.sql()
                                + " order by p.holder, p.issue_id limit " + (limit + 1),
                        where.parameters())
                .chain(rows -> briefs(rows).chain(briefs -> {
                    briefs.stream().filter(brief -> brief.fits(filter)).forEach(found::add);
                    boolean exhausted = rows.size() <= limit;
                    if (found.size() > limit) {
                        return page(
                                found.subList(0, limit), found.get(limit - 1).key());
                    }
                    if (exhausted) {
                        return page(found, null);
                    }
                    var last = Brief.key(rows.getLast());
                    return rounds + 1 == MOST_ROUNDS ? page(found, last) : more(filter, last, found, rounds + 1);
                }));
    }

    private Uni<Page<Brief>> page(List<Brief> found, @Nullable PositionKey last) {
        var next = last == null ? null : Page.cursor(List.of(last.holder(), last.issueId()));
        return named(found).map(items -> new Page<>(items, next, snapshot.basis()));
    }

    /** What is held by some holders on some issues; an empty list stands for all. */
    Uni<List<Brief>> cells(List<String> holders, List<String> issues) {
        var where = new Where()
                .and("p.first_known <= " + Snapshot.time("knownAt"))
                .and(
                        "p.holder = any(" + Snapshot.list("holders") + ")",
                        "holders",
                        holders.isEmpty() ? null : Snapshot.texts(holders))
                .and(
                        "p.issue_id = any(" + Snapshot.list("issues") + ")",
                        "issues",
                        issues.isEmpty() ? null : Snapshot.texts(issues));
        return snapshot.rows(
                        "select " + Brief.COLUMNS + " from position p" + where.sql()
                                + " order by p.holder, p.issue_id limit " + (CELLS + 1),
                        where.parameters())
                .chain(this::briefs)
                .chain(this::named);
    }

    /** What rows say, or what is folded in their place, in their order. */
    private Uni<List<Brief>> briefs(List<Object[]> rows) {
        var stale = rows.stream()
                .filter(row -> !Boolean.TRUE.equals(row[0]))
                .map(Brief::key)
                .toList();
        return KnownEntries.folds(snapshot, stale, rules)
                .map(folds -> rows.stream()
                        .flatMap(row -> {
                            var fold = folds.get(Brief.key(row));
                            return Stream.ofNullable(
                                    fold == null ? Brief.stored(row) : Brief.folded(Brief.key(row), fold, rules));
                        })
                        .toList());
    }

    private Uni<List<Brief>> named(List<Brief> briefs) {
        var ids = new HashSet<String>();
        briefs.forEach(brief -> {
            ids.add(brief.holder());
            ids.add(brief.issueId());
        });
        return Names.of(snapshot, List.copyOf(ids))
                .map(names -> briefs.stream().map(brief -> brief.named(names)).toList());
    }
}
