package org.diplofeed.timeline.projection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.MeetingReported;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.Statement;
import org.diplofeed.events.StatementRecorded;
import org.diplofeed.timeline.claim.Word;
import org.diplofeed.timeline.position.Entry;
import org.diplofeed.timeline.position.Reading;
import org.diplofeed.timeline.position.Withdrawal;
import org.diplofeed.timeline.record.RecordHistory;
import org.diplofeed.timeline.record.Revision;
import org.diplofeed.timeline.record.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one batch out of their documents, each document once, and says what the revisions of a statement
 * mean to positions and claims. Documents are known by identity and must not change meanwhile.
 */
final class Documented {
    private final IdentityHashMap<ObjectNode, Statement> statements = new IdentityHashMap<>();
    private final IdentityHashMap<ObjectNode, MeetingReport> reports = new IdentityHashMap<>();

    Statement statement(ObjectNode data) {
        return statements.computeIfAbsent(data, document -> EventCodec.value(document, Statement.class));
    }

    MeetingReport report(ObjectNode data) {
        return reports.computeIfAbsent(data, document -> EventCodec.value(document, MeetingReport.class));
    }

    /** What the log's reader has made of an event's document already. */
    void know(FeedRecord event) {
        if (event.event() instanceof StatementRecorded recorded) {
            statements.put(event.data(), recorded.statement());
        } else if (event.event() instanceof MeetingReported reported) {
            reports.put(event.data(), reported.report());
        }
    }

    /** Whether a revision of a record was known at a time, the last of which may be shown to everybody. */
    boolean shown(RecordKey key, RecordHistory history, Instant at) {
        return known(history, at).filter(data -> !restricted(key, data)).isPresent();
    }

    /** Whether a revision of a record was known at a time, the last of which is restricted. */
    boolean restricted(RecordKey key, RecordHistory history, Instant at) {
        return known(history, at).filter(data -> restricted(key, data)).isPresent();
    }

    private static Optional<ObjectNode> known(RecordHistory history, Instant at) {
        return history.revisions().reversed().stream()
                .filter(revision -> !revision.knownFrom().isAfter(at))
                .map(Revision::data)
                .findFirst();
    }

    private boolean restricted(RecordKey key, ObjectNode data) {
        return switch (key.kind()) {
            case STATEMENT -> Facets.restricted(statement(data));
            case REPORT -> Facets.restricted(report(data));
            case MEETING -> false;
        };
    }

    /** Whether the last revision of a record was spoken off the record. */
    boolean offRecord(RecordKey key, RecordHistory history) {
        var data = history.revisions().getLast().data();
        return switch (key.kind()) {
            case STATEMENT -> statement(data).attribution() == Attribution.OFF_RECORD;
            case REPORT -> report(data).reportedBy().attribution() == Attribution.OFF_RECORD;
            case MEETING -> false;
        };
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

    /**
     * A row of {@code claim_word}.
     *
     * @param withdrawal that its speaker withdrew it
     */
    record WordRow(
            String claimId,
            Word word,
            int ordinal,
            long version,
            Standing.@Nullable Withdrawal withdrawal,
            Instant knownFrom,
            @Nullable Instant knownTo) {
        @Nullable
        Instant endsAt() {
            return withdrawal == null ? null : withdrawal.at();
        }

        @Nullable
        Instant endKnown() {
            return withdrawal == null ? null : withdrawal.knownFrom();
        }

        boolean counts() {
            return knownTo == null;
        }
    }

    /** Every entry that a statement ever was of a position, with the time for which the feed counted it. */
    List<EntryRow> entries(RecordHistory history) {
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
                rows.add(new EntryRow(
                        assertion.key(),
                        new Withdrawal(id, withdrawal.at()),
                        version,
                        withdrawal.knownFrom(),
                        standing.knownTo()));
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
    List<WordRow> words(RecordHistory history) {
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
                    withdrawal,
                    standing.knownFrom(),
                    standing.knownTo()));
        }
    }

    /** What is stored of a record. */
    StoredRecord stored(RecordKey key, RecordHistory history) {
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
