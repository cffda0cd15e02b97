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
                        "select " + Item.COLUMNS + ", rfc3339(r.valid_from) from "
                                + (filter.led() == null
                                        ? "record_revision r" + where.sql() + order("r", filter)
                                        : "record_tag g join record_revision r using (kind, id, version)"
                                                + where.sql()
                                                + order("g", filter)),
                        where.parameters())
                .map(rows -> page(snapshot, filter, rows, Item::of));
    }

    /** The question is put in each language that records are in; what is not indexed yet unsettles the answer. */
    private Uni<Page<Item>> search(TimelineFilter filter, String text, Where where) {
        return snapshot.rows("""
                        select (select coalesce(jsonb_agg(u.config order by u.config), '[]')::text
                                  from text_config_used u),
                               exists (select from text_pending)
                        """, Map.of()).chain(found -> {
            var seen = Boolean.TRUE.equals(found.getFirst()[1]) ? snapshot.unsettled() : snapshot;
            var alternatives = new ArrayList<String>();
            for (var config : Texts.list(found.getFirst()[0])) {
                // The name is one of those that text_config() knows.
                alternatives.add(
                        "(x.config = '%1$s' and x.words @@ websearch_to_tsquery('%1$s', :text))".formatted(config));
            }
            if (alternatives.isEmpty()) {
                return Uni.createFrom().item(new Page<>(List.<Item>of(), null, seen.basis()));
            }
            where.and("(" + String.join(" or ", alternatives) + ")", "text", text);
            return snapshot.rows(
                            "select " + Item.COLUMNS + ", rfc3339(r.valid_from), " + HIGHLIGHTS
                                    + " from record_revision r join record_text x using (kind, id, version)"
                                    + where.sql() + order("r", filter),
                            where.parameters())
                    .map(rows -> page(
                            seen, filter, rows, row -> Item.of(row, row[6] == null ? List.of() : Texts.list(row[6]))));
        });
    }

    private static String order(String by, TimelineFilter filter) {
        return " order by %1$s.valid_from, %1$s.id, %1$s.version limit %2$d".formatted(by, filter.limit() + 1);
    }

    private static Page<Item> page(
            Snapshot snapshot, TimelineFilter filter, List<Object[]> rows, Function<Object[], Item> item) {
        return Page.of(snapshot, rows, filter.limit(), item, row -> List.of((String) row[5], (String) row[1]));
    }
}
