package org.diplofeed.timeline.projection;

import static org.diplofeed.timeline.projection.Sql.integer;
import static org.diplofeed.timeline.projection.Sql.number;
import static org.diplofeed.timeline.projection.Sql.text;
import static org.diplofeed.timeline.projection.Sql.texts;
import static org.diplofeed.timeline.projection.Sql.time;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.timeline.claim.ClaimStatus;
import org.diplofeed.timeline.claim.ClaimView;
import org.diplofeed.timeline.claim.Word;
import org.diplofeed.timeline.projection.Documented.WordRow;
import org.jspecify.annotations.Nullable;

/** What a batch does to claims, event by event. */
final class ClaimChanges {
    /** A row of {@code claim_word}. */
    static final List<Sql.Column<WordRow>> WORD = List.of(
            text(WordRow::claimId),
            text(row -> row.word().statementId()),
            number(WordRow::version),
            integer(row -> (long) row.ordinal()),
            time(row -> row.word().occurred().start()),
            time(WordRow::endsAt),
            time(WordRow::endKnown),
            time(WordRow::knownFrom),
            time(WordRow::knownTo),
            text(row -> FoldJson.text(row.word())));

    /** What is stored of a claim beside how far it reaches. */
    record ClaimRow(ClaimView view, @Nullable Extent extent) {}

    /** A row of {@code claim}. */
    static final List<Sql.Column<ClaimRow>> CLAIM = List.of(
            text(row -> row.view().claimId()),
            text(row -> name(row.view().status())),
            texts(row -> sides(row.view())),
            texts(row -> row.view().status() == ClaimStatus.DISPUTED ? sides(row.view()) : List.of()),
            text(row -> FoldJson.text(row.view())),
            time(row -> of(row.extent(), Extent::updated)),
            time(row -> of(row.extent(), Extent::lastAt)),
            time(row -> of(row.extent(), Extent::firstKnown)));

    private ClaimChanges() {}

    /**
     * Applies a batch to the claims that it touches and saves them.
     *
     * @param knownBefore the statements of which words may be stored already
     */
    static List<Tiding> apply(
            Connection connection, List<Happening> happenings, Set<String> knownBefore, Documented documented)
            throws SQLException {
        var rows = new HashMap<String, List<WordRow>>();
        var claims = new TreeSet<String>();
        for (var happening : happenings) {
            for (var touched : happening.touched()) {
                if (touched.key().kind() == RecordKey.Kind.STATEMENT) {
                    var after = documented.words(touched.after());
                    rows.put(touched.key().id(), after);
                    after.forEach(row -> claims.add(row.claimId()));
                    documented.words(touched.before()).forEach(row -> claims.add(row.claimId()));
                }
            }
        }
        if (claims.isEmpty()) {
            return List.of();
        }
        var words = lock(connection, claims);
        var spokenOf = new HashSet<>(spokenOf(connection, claims));
        rows.values().forEach(some -> some.forEach(row -> spokenOf.add(row.claimId())));
        var tidings = tidings(happenings, words, documented);
        saveWords(connection, rows, knownBefore);
        save(connection, words, spokenOf, extents(happenings, documented));
        return tidings;
    }

    private static Map<String, Extent> extents(List<Happening> happenings, Documented documented) {
        var extents = new HashMap<String, Extent>();
        for (var happening : happenings) {
            for (var touched : happening.touched()) {
                if (touched.key().kind() == RecordKey.Kind.STATEMENT) {
                    var rows = new ArrayList<>(documented.words(touched.before()));
                    rows.addAll(documented.words(touched.after()));
                    rows.forEach(row -> extents.merge(
                            row.claimId(), extent(happening.cause().recordedTime(), row), Extent::and));
                }
            }
        }
        return extents;
    }

    static Extent extent(Instant recorded, WordRow row) {
        return Extent.of(recorded, row.word().occurred().start(), row.knownFrom(), row.knownTo())
                .until(row.endsAt());
    }

    private static List<Tiding> tidings(
            List<Happening> happenings, SortedMap<String, Map<String, List<Word>>> words, Documented documented) {
        var tidings = new ArrayList<Tiding>();
        for (int at = 0; at < happenings.size(); at++) {
            change(at, happenings.get(at), words, documented, tidings);
        }
        return tidings;
    }

    /**
     * What an event makes of the claims that it touches, of however many statements: told by what it made in the end.
     */
    private static void change(
            int at,
            Happening happening,
            SortedMap<String, Map<String, List<Word>>> words,
            Documented documented,
            List<Tiding> tidings) {
        var knownFrom = happening.cause().recordedTime();
        var before = new TreeMap<String, Optional<String>>();
        for (var touched : happening.touched()) {
            if (touched.key().kind() == RecordKey.Kind.STATEMENT) {
                spoken(touched, documented).forEach((claim, now) -> {
                    var all = words.computeIfAbsent(claim, _ -> new TreeMap<>());
                    before.computeIfAbsent(claim, _ -> disputedBy(claim, all));
                    all.put(touched.key().id(), now);
                });
            }
        }
        before.forEach((claim, was) -> {
            var is = disputedBy(claim, words.getOrDefault(claim, Map.of()));
            if (!was.equals(is)) {
                was.ifPresent(statement -> tidings.add(notice(at, claim, statement, NoticeStatus.CLOSED, knownFrom)));
                is.ifPresent(statement -> tidings.add(notice(at, claim, statement, NoticeStatus.RAISED, knownFrom)));
            }
        });
    }

    /** What a statement says now of each claim that it ever spoke of. */
    private static SortedMap<String, List<Word>> spoken(Happening.Touched touched, Documented documented) {
        var spoken = new TreeMap<String, List<Word>>();
        documented.words(touched.before()).forEach(row -> spoken.put(row.claimId(), new ArrayList<>()));
        for (var row : documented.words(touched.after())) {
            var now = spoken.computeIfAbsent(row.claimId(), _ -> new ArrayList<>());
            if (row.counts() && row.endsAt() == null) {
                now.add(row.word());
            }
        }
        return spoken;
    }

    private static Optional<String> disputedBy(String claim, Map<String, List<Word>> words) {
        return Optional.ofNullable(view(claim, words, true).disputedBy());
    }

    static Tiding.Noticed notice(int at, String claimId, String statementId, NoticeStatus status, Instant knownFrom) {
        return new Tiding.Noticed(
                at,
                Telling.stream(NoticeKind.CLAIM_DISPUTED, claimId),
                null,
                NoticeKind.CLAIM_DISPUTED,
                statementId,
                status,
                false,
                knownFrom);
    }

    private static ClaimView view(String claimId, Map<String, List<Word>> words, boolean spokenOf) {
        return ClaimView.derive(
                claimId, words.values().stream().flatMap(List::stream).toList(), spokenOf);
    }

    private static SortedMap<String, Map<String, List<Word>>> lock(Connection connection, SortedSet<String> claims)
            throws SQLException {
        List<Sql.Column<String>> id = List.of(text(claim -> claim));
        Sql.write(connection, """
                insert into claim (claim_id) select id from unnest(?::text[]) n (id) order by id collate "C"
                on conflict do nothing
                """, claims, id);
        Sql.read(connection, """
                select c.claim_id from claim c join unnest(?::text[]) n (id) on c.claim_id = n.id
                 order by c.claim_id for update of c
                """, claims, id, row -> row.getString(1));
        var words = new TreeMap<String, Map<String, List<Word>>>();
        Sql.read(
                        connection,
                        """
                        select w.claim_id, w.word from claim_word w join unnest(?::text[]) n (id) on w.claim_id = n.id
                         where w.known_to is null and w.ends_at is null order by w.claim_id, w.statement_id, w.ordinal
                        """,
                        claims,
                        id,
                        row -> Map.entry(row.getString(1), FoldJson.read(row.getString(2), Word.class)))
                .forEach(entry -> words.computeIfAbsent(entry.getKey(), _ -> new TreeMap<>())
                        .computeIfAbsent(entry.getValue().statementId(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return words;
    }

    private static List<String> spokenOf(Connection connection, SortedSet<String> claims) throws SQLException {
        return Sql.read(connection, """
                select distinct w.claim_id from claim_word w join unnest(?::text[]) n (id) on w.claim_id = n.id
                """, claims, List.of(text(claim -> claim)), row -> row.getString(1));
    }

    private static void saveWords(Connection connection, Map<String, List<WordRow>> rows, Set<String> knownBefore)
            throws SQLException {
        Sql.write(
                connection,
                "delete from claim_word where statement_id = any (?::text[])",
                rows.keySet().stream().filter(knownBefore::contains).sorted().toList(),
                List.of(text(id -> id)));
        Sql.write(connection, """
                insert into claim_word
                       (claim_id, statement_id, version, ordinal, valid_from, ends_at, end_known, known_from, known_to,
                        word)
                select claim_id, statement_id, version, ordinal, valid_from::timestamptz, ends_at::timestamptz,
                       end_known::timestamptz, known_from::timestamptz, known_to::timestamptz, word
                  from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                              ?::text[], ?::text[], ?::text[])
                       n (claim_id, statement_id, version, ordinal, valid_from, ends_at, end_known, known_from, known_to,
                          word)
                """, rows.values().stream().flatMap(List::stream).toList(), WORD);
    }

    private static void save(
            Connection connection,
            SortedMap<String, Map<String, List<Word>>> words,
            Set<String> spokenOf,
            Map<String, Extent> extents)
            throws SQLException {
        var views = new ArrayList<ClaimRow>();
        words.forEach((claim, said) ->
                views.add(new ClaimRow(view(claim, said, spokenOf.contains(claim)), extents.get(claim))));
        Sql.write(connection, """
                update claim c set status = n.status, sides = n.sides::text[], disputing = n.disputing::text[],
                       data = n.data, updated = greatest(c.updated, n.updated::timestamptz),
                       last_at = greatest(c.last_at, n.last_at::timestamptz),
                       first_known = least(c.first_known, n.first_known::timestamptz)
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                       n (claim_id, status, sides, disputing, data, updated, last_at, first_known)
                 where c.claim_id = n.claim_id
                """, views, CLAIM);
    }

    private static @Nullable Instant of(@Nullable Extent extent, Function<Extent, Instant> what) {
        return extent == null ? null : what.apply(extent);
    }

    private static @Nullable String name(@Nullable ClaimStatus status) {
        return status == null ? null : status.name();
    }

    private static List<String> sides(ClaimView view) {
        return view.words().stream().map(Word::side).distinct().sorted().toList();
    }
}
