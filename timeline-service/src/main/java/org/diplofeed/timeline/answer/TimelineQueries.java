package org.diplofeed.timeline.answer;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Statements and reports in order of valid time, found by what they are about or by their words. */
final class TimelineQueries {
    private static final String HIGHLIGHTS = """
            (select cast(jsonb_agg(h.text) as text)
               from unnest(record_words(r.kind, cast(r.data as jsonb))) w (text),
                    lateral (select ts_headline(cast(x.config as regconfig),
                                    replace(replace(replace(w.text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'),
                                    websearch_to_tsquery(cast(x.config as regconfig), :text),
                                    'StartSel=<mark>, StopSel=</mark>, HighlightAll=true') as text) h
              where h.text like '%<mark>%')
            """;

    private final Snapshot snapshot;

    TimelineQueries(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** @param kind STATEMENT, or null for reports of meetings as well */
    Uni<Page<Item>> page(TimelineFilter filter, @Nullable String kind) {
        var where = filter.where(kind, snapshot);
        return filter.text == null ? found(filter, where) : search(filter, filter.text, where);
    }

    private Uni<Page<Item>> found(TimelineFilter filter, Where where) {
        return snapshot.rows(
                        "select " + Item.COLUMNS + ", rfc3339(r.valid_from) from record_revision r" + where.sql()
                                + order(filter),
                        where.parameters())
                .map(rows -> page(snapshot, filter, rows, Item::of));
    }

    /** The question is put in each language that records are in; what is not indexed yet unsettles the answer. */
    private Uni<Page<Item>> search(TimelineFilter filter, String text, Where where) {
        return snapshot.rows("""
                        select u.config, exists (select from text_pending) from text_config_used u order by u.config
                        """, Map.of()).chain(configs -> {
            var alternatives = new ArrayList<String>();
            for (var row : configs) {
                // The name is one of those that text_config() knows.
                alternatives.add(
                        "(x.config = '%1$s' and x.words @@ websearch_to_tsquery('%1$s', :text))".formatted(row[0]));
            }
            boolean complete = configs.stream().noneMatch(row -> Boolean.TRUE.equals(row[1]));
            var seen = complete ? snapshot : snapshot.unsettled();
            if (alternatives.isEmpty()) {
                return Uni.createFrom()
                        .item(new Page<>(
                                List.<Item>of(), null, snapshot.unsettled().basis()));
            }
            where.and("(" + String.join(" or ", alternatives) + ")", "text", text);
            return snapshot.rows(
                            "select " + Item.COLUMNS + ", rfc3339(r.valid_from), " + HIGHLIGHTS
                                    + " from record_revision r join record_text x using (kind, id, version)"
                                    + where.sql() + order(filter),
                            where.parameters())
                    .map(rows -> page(
                            seen, filter, rows, row -> Item.of(row, row[6] == null ? List.of() : Texts.list(row[6]))));
        });
    }

    private static String order(TimelineFilter filter) {
        return " order by r.valid_from, r.id, r.version limit " + (filter.limit() + 1);
    }

    private static Page<Item> page(
            Snapshot snapshot, TimelineFilter filter, List<Object[]> rows, Function<Object[], Item> item) {
        return Page.of(snapshot, rows, filter.limit(), item, row -> List.of((String) row[5], (String) row[1]));
    }
}
