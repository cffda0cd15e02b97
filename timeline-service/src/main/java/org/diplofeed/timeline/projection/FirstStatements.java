package org.diplofeed.timeline.projection;

import static org.diplofeed.timeline.projection.Sql.number;
import static org.diplofeed.timeline.projection.Sql.text;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.StatementRecorded;
import org.diplofeed.log.CopyRows;
import org.diplofeed.log.LogEntry;
import org.diplofeed.timeline.projection.Documented.EntryRow;
import org.diplofeed.timeline.projection.Documented.WordRow;
import org.diplofeed.timeline.projection.Tiding.Noticed;
import org.diplofeed.timeline.record.RecordHistory;
import org.jspecify.annotations.Nullable;

/**
 * What statements were when they were first recorded, as rows to be copied into tables that hold no others. Nothing
 * else is looked at: all that came later, and all that is in any way odd, is left to be applied event by event, which
 * finds by the versions that are seen what is here already. In whatever order events come, what stands is the same.
 */
public final class FirstStatements {
    /** The longest text of a key, in letters: three bytes each still fit an index. */
    private static final int LONGEST_KEY = 666;

    private final EventCodec codec = new EventCodec();
    private final Documented documented = new Documented();
    private final List<RecordKey> keys = new ArrayList<>();
    private final List<StoredRevision> revisions = new ArrayList<>();
    private final List<EntryRow> entries = new ArrayList<>();
    private final List<WordRow> words = new ArrayList<>();
    private final List<LearnedStore.Row> learned = new ArrayList<>();
    private final List<StoredRevision> texts = new ArrayList<>();
    private final List<Noticed> notices = new ArrayList<>();
    private OptionalLong left = OptionalLong.empty();

    private FirstStatements() {}

    /**
     * Reads a stretch of one partition of statements, in parts at the same time.
     *
     * @param fresh whether a stream has not been seen yet; asked once for each first version, in their order and by the
     *     caller's thread, and remembers that it was
     * @param parts in how many; their rows are copied one part after the other
     * @param workers what makes the rows of a part
     */
    public static List<Rows> of(List<LogEntry> stretch, Predicate<String> fresh, int parts, Executor workers) {
        var first = new BitSet(stretch.size());
        for (int i = 0; i < stretch.size(); i++) {
            var entry = stretch.get(i);
            first.set(i, entry.streamVersion() == 1 && fresh.test(entry.streamId()));
        }
        return IntStream.range(0, parts)
                .mapToObj(part -> CompletableFuture.supplyAsync(
                        () -> of(stretch, first, stretch.size() * part / parts, stretch.size() * (part + 1) / parts),
                        workers))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static Rows of(List<LogEntry> stretch, BitSet first, int from, int to) {
        var statements = new FirstStatements();
        for (int i = from; i < to; i++) {
            if (!first.get(i) || !statements.take(stretch.get(i))) {
                statements.leave(stretch.get(i).offset());
            }
        }
        try {
            return statements.rows();
        } catch (RuntimeException _) {
            // One of them cannot be written; event by event it will show which.
            return new Rows(
                    List.of(),
                    0,
                    stretch.subList(from, to).stream()
                            .mapToLong(LogEntry::offset)
                            .min());
        }
    }

    /** Makes rows of a first version; false if it is none that can be copied. */
    // Deep nesting overflows a stack: such an event is odd like any other.
    @SuppressWarnings("CatchingUnchecked")
    private boolean take(LogEntry entry) {
        try {
            var event = codec.decode(entry.streamId(), entry.headers(), entry.payload());
            return event.event() instanceof StatementRecorded && take(event);
        } catch (RuntimeException | StackOverflowError _) {
            return false;
        }
    }

    private boolean take(FeedRecord event) {
        documented.know(event);
        var key = RecordKey.statement(event.envelope().stream().subject());
        var happening = new RecordBatch(Map.of(key, RecordHistory.none(key.id())), Map.of())
                .apply(List.of(event))
                .getFirst();
        var history = happening.touched().getFirst().after();
        var stored = documented.stored(key, history).revisions();
        var positions = documented.entries(history);
        var claims = documented.words(history);
        if (!fits(key.id(), stored, positions, claims)) {
            return false;
        }
        var noticed = DocumentChanges.of(List.of(happening), documented);
        var row = LearnedStore.row(happening, documented);
        keys.add(key);
        revisions.addAll(stored);
        entries.addAll(positions);
        words.addAll(claims);
        learned.add(row);
        if (!documented.offRecord(key, history)) {
            texts.addAll(stored);
        }
        noticed.forEach(tiding -> {
            if (tiding instanceof Noticed notice) {
                notices.add(notice);
            }
        });
        return true;
    }

    private static boolean fits(
            String id, List<StoredRevision> revisions, List<EntryRow> positions, List<WordRow> claims) {
        return revisions.stream()
                        .flatMap(row -> row.facets().tags().stream())
                        .allMatch(tag -> tag.length() <= LONGEST_KEY)
                && Stream.concat(
                                positions.stream().map(row -> row.key().subject()),
                                claims.stream().map(WordRow::claimId))
                        .allMatch(text -> text.length() + id.length() <= LONGEST_KEY);
    }

    private void leave(long offset) {
        left = left.isPresent() && left.getAsLong() <= offset ? left : OptionalLong.of(offset);
    }

    private Rows rows() {
        var tables = List.of(
                Sql.rows(
                        "stream_seen (projection, stream_id, version)",
                        keys,
                        List.of(
                                text(_ -> TimelineProjection.NAME),
                                text(key -> "statement/" + key.id()),
                                number(_ -> 1L))),
                Sql.rows(
                        "learned (topic, recorded, stream, version, event_id, change, kind, about, reason, by, hidden)",
                        learned,
                        LearnedStore.COLUMNS),
                Sql.rows("record (kind, id)", keys, RecordStore.KEY),
                Sql.rows("""
                        record_revision (kind, id, version, meeting_id, event_id, recorded_id, reason, corrected_by,
                        known_from, known_to, valid_from, valid_to, restricted, form, tags, data)
                        """, revisions, RecordStore.REVISION),
                Sql.rows(
                        "text_pending (kind, id, version)",
                        texts,
                        List.of(
                                text(row -> row.key().kind().name()),
                                text(row -> row.key().id()),
                                number(row -> row.standing().revision().version()))),
                Sql.rows("""
                        position_entry (holder, issue_id, statement_id, version, entry, valid_from, known_from, known_to,
                        body)
                        """, entries, PositionStore.ENTRY),
                Sql.rows("""
                        claim_word (claim_id, statement_id, version, ordinal, valid_from, ends_at, end_known, known_from,
                        known_to, word)
                        """, words, ClaimChanges.WORD),
                Sql.rows(StandingStore.NOTICES, notices, StandingStore.NOTICE));
        return new Rows(tables, keys.size(), left);
    }

    /** Rows that are ready to be copied. */
    public static final class Rows {
        private final List<CopyRows> tables;
        private final int statements;
        private final @Nullable Long left;

        private Rows(List<CopyRows> tables, int statements, OptionalLong left) {
            this.tables = tables;
            this.statements = statements;
            this.left = left.isPresent() ? left.getAsLong() : null;
        }

        /** How many statements they are of. */
        public int statements() {
            return statements;
        }

        /** The offset of the first record that none of them is of; null if there is none. */
        public @Nullable Long left() {
            return left;
        }

        /** Copies them; a table that takes none of them takes none of the transaction. */
        public void copy(Connection connection) throws SQLException {
            for (var table : tables) {
                table.send(connection);
            }
        }
    }
}
