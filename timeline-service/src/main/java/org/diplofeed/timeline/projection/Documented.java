package org.diplofeed.timeline.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.Statement;
import org.diplofeed.timeline.claim.Word;
import org.diplofeed.timeline.position.Entry;
import org.diplofeed.timeline.position.Reading;
import org.diplofeed.timeline.position.Withdrawal;
import org.diplofeed.timeline.record.RecordHistory;
import org.diplofeed.timeline.record.Standing;
import org.jspecify.annotations.Nullable;

/** Reads records out of documents, and says what the revisions of a statement mean to positions and claims. */
final class Documented {
    private Documented() {}

    static Statement statement(ObjectNode data) {
        return EventCodec.value(data, Statement.class);
    }

    static MeetingReport report(ObjectNode data) {
        return EventCodec.value(data, MeetingReport.class);
    }

    /** A row of {@code position_entry}. */
    record EntryRow(
            PositionKey key,
            Entry entry,
            long version,
            Instant knownFrom,
            @Nullable Instant knownTo) {
        boolean counts() {
            return knownTo == null;
        }
    }

    /** A row of {@code claim_word}. */
    record WordRow(
            String claimId,
            Word word,
            int ordinal,
            long version,
            @Nullable Instant endsAt,
            Instant knownFrom,
            @Nullable Instant knownTo) {
        boolean counts() {
            return knownTo == null;
        }
    }

    /** Every entry that a statement ever was of a position, with the time for which the feed counted it. */
    static List<EntryRow> entries(RecordHistory history) {
        var rows = new ArrayList<EntryRow>();
        for (var standing : history.standing()) {
            if (standing.everCounted()) {
                var statement = statement(standing.revision().data());
                if (!Facets.restricted(statement)) {
                    entries(history.recordId(), statement, standing, rows);
                }
            }
        }
        return rows;
    }

    private static void entries(String id, Statement statement, Standing standing, List<EntryRow> rows) {
        long version = standing.revision().version();
        var withdrawal = standing.withdrawal();
        var asserted = new HashSet<PositionKey>();
        for (var assertion : statement.positions()) {
            if (!asserted.add(assertion.key())) {
                throw new MalformedEvent("a statement with two positions of one holder on one issue");
            }
            var reading = Reading.of(statement, assertion);
            rows.add(new EntryRow(assertion.key(), reading, version, standing.knownFrom(), standing.knownTo()));
            if (withdrawal != null) {
                var at = withdrawal.at().isBefore(reading.at()) ? reading.at() : withdrawal.at();
                rows.add(new EntryRow(
                        assertion.key(), new Withdrawal(id, at), version, withdrawal.knownFrom(), standing.knownTo()));
            }
        }
    }

    /** The entries that count now, by position. */
    static Map<PositionKey, Set<Entry>> counting(List<EntryRow> rows) {
        var counting = new HashMap<PositionKey, Set<Entry>>();
        for (var row : rows) {
            if (row.counts()) {
                counting.computeIfAbsent(row.key(), _ -> new HashSet<>()).add(row.entry());
            }
        }
        return counting;
    }

    /** Everything that a statement ever said of claims. */
    static List<WordRow> words(RecordHistory history) {
        var rows = new ArrayList<WordRow>();
        for (var standing : history.standing()) {
            if (standing.everCounted()) {
                var statement = statement(standing.revision().data());
                if (!Facets.restricted(statement)) {
                    words(statement, standing, rows);
                }
            }
        }
        rows.sort(Comparator.comparing(WordRow::claimId));
        return rows;
    }

    private static void words(Statement statement, Standing standing, List<WordRow> rows) {
        var withdrawal = standing.withdrawal();
        var facts = statement.facts();
        for (int i = 0; i < facts.size(); i++) {
            var fact = facts.get(i);
            var word = new Word(
                    statement.statementId(),
                    statement.occurred(),
                    fact.polarity(),
                    fact.by(),
                    statement.speaker(),
                    statement.source().originGroup(),
                    fact.op(),
                    fact.value(),
                    fact.unit());
            rows.add(new WordRow(
                    fact.claimId(),
                    word,
                    i,
                    standing.revision().version(),
                    withdrawal == null ? null : withdrawal.at(),
                    standing.knownFrom(),
                    standing.knownTo()));
        }
    }

    /** What is stored of a record. */
    static StoredRecord stored(RecordKey key, RecordHistory history) {
        var rows = new ArrayList<StoredRevision>();
        for (var standing : history.standing()) {
            var data = standing.revision().data();
            var recordedId = history.revisions().getFirst().eventId();
            rows.add(
                    switch (key.kind()) {
                        case STATEMENT ->
                            new StoredRevision(key, standing, recordedId, null, Facets.of(statement(data)));
                        case REPORT -> {
                            var report = report(data);
                            yield new StoredRevision(key, standing, recordedId, report.meetingId(), Facets.of(report));
                        }
                        case MEETING -> throw new IllegalStateException("a meeting has no revisions of its own");
                    });
        }
        return new StoredRecord(key, history, rows);
    }
}
