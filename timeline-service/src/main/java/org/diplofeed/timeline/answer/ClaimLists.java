package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedJson;
import org.diplofeed.timeline.claim.ClaimView;
import org.diplofeed.timeline.claim.Word;
import org.jspecify.annotations.Nullable;

/** Claims at two clocks, by id: rows of now where they hold, else derived from the words that were known. */
final class ClaimLists {
    private static final int MOST_ROUNDS = 20;

    private static final String WORDS = """
            select w.claim_id, w.word, %1$s and not coalesce(w.end_known <= %2$s and w.ends_at <= %3$s, false)
              from claim_word w
             where w.claim_id = any(%4$s) and w.valid_from <= %3$s and w.known_from <= %2$s
            """.formatted(
                    Snapshot.known("w"), Snapshot.time("knownAt"), Snapshot.time("validAt"), Snapshot.list("claims"));

    private final Snapshot snapshot;

    ClaimLists(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** The claims that were spoken of; others are missing. */
    Uni<Map<String, ClaimView>> derive(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return snapshot.rows(WORDS, Map.of("claims", Snapshot.texts(ids))).map(rows -> {
            var standing = new HashMap<String, List<Word>>();
            for (var row : rows) {
                var words = standing.computeIfAbsent((String) row[0], _ -> new ArrayList<>());
                if (Boolean.TRUE.equals(row[2])) {
                    words.add(EventCodec.value(Names.Json.tree((String) row[1]), Word.class));
                }
            }
            var claims = new HashMap<String, ClaimView>();
            standing.forEach((id, words) -> claims.put(id, ClaimView.derive(id, words, true)));
            return claims;
        });
    }

    Uni<Page<JsonNode>> page(ClaimFilter filter) {
        var after = filter.cursor == null ? null : Page.place(filter.cursor, 1).getFirst();
        return more(filter, after, new ArrayList<>(), 0);
    }

    private Uni<Page<JsonNode>> more(ClaimFilter filter, @Nullable String after, List<JsonNode> found, int rounds) {
        int limit = filter.limit();
        var where = filter.stored().and("c.claim_id > cast(:after as text) collate \"C\"", "after", after);
        return snapshot.rows(
                        "select c.claim_id, " + Snapshot.holds("c") + ", c.data from claim c" + where.sql()
                                + " order by c.claim_id limit " + (limit + 1),
                        where.parameters())
                .chain(rows -> derive(rows.stream()
                                .filter(row -> !Boolean.TRUE.equals(row[1]))
                                .map(row -> (String) row[0])
                                .toList())
                        .chain(derived -> {
                            rows.stream()
                                    .flatMap(row -> claim(row, derived, filter))
                                    .forEach(found::add);
                            if (found.size() > limit) {
                                return Uni.createFrom().item(page(found.subList(0, limit), id(found.get(limit - 1))));
                            }
                            if (rows.size() <= limit) {
                                return Uni.createFrom().item(page(found, null));
                            }
                            var last = (String) rows.getLast()[0];
                            return rounds + 1 == MOST_ROUNDS
                                    ? Uni.createFrom().item(page(found, last))
                                    : more(filter, last, found, rounds + 1);
                        }));
    }

    private static Stream<JsonNode> claim(Object[] row, Map<String, ClaimView> derived, ClaimFilter filter) {
        if (Boolean.TRUE.equals(row[1])) {
            return Stream.of(Names.Json.tree((String) row[2]));
        }
        return Stream.ofNullable(derived.get((String) row[0]))
                .filter(filter::fits)
                .map(view -> FeedJson.mapper().valueToTree(view));
    }

    private Page<JsonNode> page(List<JsonNode> found, @Nullable String last) {
        return new Page<>(found, last == null ? null : Page.cursor(List.of(last)), snapshot.basis());
    }

    private static String id(JsonNode claim) {
        return claim.path("claimId").asText();
    }
}
