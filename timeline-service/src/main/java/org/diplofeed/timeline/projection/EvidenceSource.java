package org.diplofeed.timeline.projection;

import static org.diplofeed.timeline.projection.Sql.text;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.diplofeed.events.Evidence;
import org.diplofeed.events.Shift;
import org.diplofeed.events.Statement;
import org.diplofeed.timeline.record.RecordHistory;
import org.diplofeed.timeline.record.Standing;
import org.jspecify.annotations.Nullable;

/** The statements that what is told rests on, as they stood at each event of a batch. */
final class EvidenceSource {
    private final Map<RecordKey, RecordHistory> before;
    private final List<Happening> happenings;
    private final Documented documented;
    private final Map<String, Quoted> stored = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();

    /** @param before the records that the batch touches, as they were before it */
    EvidenceSource(Map<RecordKey, RecordHistory> before, List<Happening> happenings, Documented documented) {
        this.before = before;
        this.happenings = happenings;
        this.documented = documented;
    }

    /** Reads what of these the batch does not touch. */
    void load(Connection connection, Collection<String> statementIds) throws SQLException {
        var missing = new TreeSet<String>();
        for (var id : statementIds) {
            if (!before.containsKey(RecordKey.statement(id))) {
                missing.add(id);
            }
        }
        Sql.read(
                        connection,
                        """
                        select r.id, r.recorded_id, r.data
                          from record_revision r join unnest(?::text[]) n (id) using (id)
                         where r.kind = 'STATEMENT' and r.known_to is null and not r.restricted
                        """,
                        missing,
                        List.of(text(id -> id)),
                        row -> new Quoted(
                                FoldJson.read(row.getString("data"), Statement.class), row.getString("recorded_id")))
                .forEach(quoted -> stored.put(quoted.statement().statementId(), quoted));
    }

    /** Reads which of these, that the batch does not touch, were told once and have been restricted since. */
    void loadHidden(Connection connection, Collection<String> statementIds) throws SQLException {
        hidden.addAll(Sql.read(connection, """
                select r.id from record_revision r join unnest(?::text[]) n (id) using (id)
                 where r.kind = 'STATEMENT' and r.known_to is null and r.restricted
                """, statementIds, List.of(text(id -> id)), row -> row.getString("id")));
    }

    /** What was told of a shift, without the statements that may not be shown any more after an event of the batch. */
    Shift shown(int happening, Shift told) {
        return new Shift(
                told.shiftId(),
                told.holder(),
                told.holderName(),
                told.issueId(),
                told.proposition(),
                told.topics(),
                told.classification(),
                told.confirmedBy(),
                told.occurrence(),
                told.at(),
                told.before(),
                told.after(),
                shown(happening, told.beforeEvidence()),
                shown(happening, told.evidence()));
    }

    private List<Evidence> shown(int happening, List<Evidence> told) {
        return told.stream()
                .filter(item -> !restricted(happening, item.statementId()))
                .toList();
    }

    private boolean restricted(int happening, String statementId) {
        var history = history(happening, RecordKey.statement(statementId));
        if (history == null || history.revisions().isEmpty()) {
            return hidden.contains(statementId);
        }
        return Facets.restricted(
                documented.statement(history.revisions().getLast().data()));
    }

    /** A record as it was after an event of the batch; null if the batch does not touch it. */
    private @Nullable RecordHistory history(int happening, RecordKey key) {
        for (int i = Math.min(happening, happenings.size() - 1); i >= 0; i--) {
            for (var touched : happenings.get(i).touched()) {
                if (touched.key().equals(key)) {
                    return touched.after();
                }
            }
        }
        return before.get(key);
    }

    /** A statement as it stood after an event of the batch; empty if it did not stand then, or may not be shown. */
    Optional<Quoted> at(int happening, String statementId) {
        var history = history(happening, RecordKey.statement(statementId));
        return history != null ? quoted(history) : Optional.ofNullable(stored.get(statementId));
    }

    private Optional<Quoted> quoted(RecordHistory history) {
        return history.standing().stream()
                .filter(Standing::counts)
                .findFirst()
                .map(standing -> new Quoted(
                        documented.statement(standing.revision().data()),
                        history.revisions().getFirst().eventId()))
                .filter(quoted -> !Facets.restricted(quoted.statement()));
    }
}
