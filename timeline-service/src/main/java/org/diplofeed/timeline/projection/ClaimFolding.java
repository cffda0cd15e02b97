package org.diplofeed.timeline.projection;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.timeline.claim.ClaimView;
import org.diplofeed.timeline.claim.Word;
import org.diplofeed.timeline.projection.ClaimChanges.ClaimRow;
import org.diplofeed.timeline.projection.KeyedRows.Keyed;
import org.jspecify.annotations.Nullable;

/** Folds claims whose words were copied, all of which count. The words of one claim are in memory at a time. */
public final class ClaimFolding implements Folding {
    private static final String QUERY = """
            select claim_id, word, known_from from claim_word
             where ?::text[] is null or array[claim_id] > ?::text[] collate "C"
             order by claim_id, statement_id, ordinal
            """;

    @Override
    public String what() {
        return "CLAIM";
    }

    @Override
    public String countQuery() {
        return "select count(*) from claim_word";
    }

    private record Known(Word word, Instant knownFrom) {}

    @Override
    public void fold(Connection reader, @Nullable List<String> after, int most, Sink sink) throws SQLException {
        var part = new Part();
        try (var rows = KeyedRows.open(
                reader,
                QUERY,
                after,
                row -> new Keyed<>(
                        List.of(row.getString(1)),
                        new Known(
                                FoldJson.read(row.getString(2), Word.class),
                                requireNonNull(Sql.time(row, "known_from")))))) {
            String claim = "";
            var words = new ArrayList<Known>();
            for (var next = rows.next(); next != null; next = rows.next()) {
                var key = next.key().getFirst();
                if (!key.equals(claim)) {
                    part.add(claim, words);
                    words.clear();
                    claim = key;
                    if (part.words >= most) {
                        sink.take(part, part.last(), part.words);
                        part = new Part();
                    }
                }
                words.add(next.value());
            }
            part.add(claim, words);
        }
        sink.take(part, part.last(), part.words);
    }

    private static final class Part implements Folded {
        private final List<ClaimRow> claims = new ArrayList<>();
        private final List<Tiding.Noticed> notices = new ArrayList<>();
        private long words;

        void add(String claim, List<Known> said) {
            if (said.isEmpty()) {
                return;
            }
            var view = ClaimView.derive(claim, said.stream().map(Known::word).toList(), true);
            var extent = said.stream()
                    .map(known ->
                            Extent.of(known.knownFrom(), known.word().occurred().start(), known.knownFrom(), null))
                    .reduce(Extent::and)
                    .orElseThrow();
            claims.add(new ClaimRow(view, extent));
            words += said.size();
            if (view.disputedBy() != null) {
                notices.add(ClaimChanges.notice(0, claim, view.disputedBy(), NoticeStatus.RAISED, extent.updated()));
            }
        }

        @Nullable
        List<String> last() {
            return claims.isEmpty() ? null : List.of(claims.getLast().view().claimId());
        }

        @Override
        public void copy(Connection connection) throws SQLException {
            Sql.copy(
                    connection,
                    "claim (claim_id, status, sides, disputing, data, updated, last_at, first_known)",
                    claims,
                    ClaimChanges.CLAIM);
            Sql.copy(connection, StandingStore.NOTICES, notices, StandingStore.NOTICE);
        }
    }
}
