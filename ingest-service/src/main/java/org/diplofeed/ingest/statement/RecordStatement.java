package org.diplofeed.ingest.statement;

import static org.diplofeed.web.ProblemType.ID_TAKEN;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.diplofeed.events.EventType;
import org.diplofeed.events.Statement;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.diplofeed.ingest.desk.Change;
import org.diplofeed.ingest.desk.Command;
import org.diplofeed.ingest.desk.Decision;
import org.diplofeed.ingest.desk.Decision.Accepted;
import org.diplofeed.ingest.desk.Decision.Refused;
import org.diplofeed.ingest.desk.Decision.Unchanged;
import org.diplofeed.ingest.desk.Entry;
import org.diplofeed.ingest.desk.Fingerprint;
import org.diplofeed.ingest.desk.Needs;
import org.diplofeed.ingest.desk.OnRecord;
import org.diplofeed.ingest.desk.RecordKind;
import org.diplofeed.ingest.desk.RecordState;
import org.diplofeed.ingest.desk.Refusals;

/**
 * Puts a statement on the record.
 *
 * @param document what was sent, valid against its schema, its id filled in
 * @param pointer where the document stands in what was sent
 */
public record RecordStatement(Statement statement, ObjectNode document, String pointer) implements Command {

    @Override
    public Needs needs() {
        return Needs.toChange(
                statement.statementId(),
                StatementMentions.revised(document),
                StatementMentions.of(document, pointer).keys());
    }

    @Override
    public Set<StreamId> streams(OnRecord onRecord) {
        return Set.of(stream());
    }

    @Override
    public Decision decide(OnRecord onRecord, Instant now) {
        var present = onRecord.record(statement.statementId());
        if (present != null) {
            boolean same = present.kind() == RecordKind.STATEMENT
                    && present.fingerprint().equals(Fingerprint.of(document));
            return same
                    ? new Unchanged(present.id(), present.stream(), present.firstVersion(), true)
                    : Refused.of(ID_TAKEN, "Another content is on record under this statementId.");
        }
        var faults = StatementRules.check(statement, document, pointer, onRecord, now);
        if (!faults.isEmpty()) {
            return Refusals.of(faults);
        }
        var embargo = statement.embargoUntil();
        var held = embargo != null && embargo.isAfter(now) ? embargo : null;
        return new Accepted(new Entry(
                statement.statementId(),
                stream(),
                EventType.STATEMENT_RECORDED,
                statement.occurred().start(),
                document,
                new Change.Stands(
                        RecordState.fresh(statement.statementId(), RecordKind.STATEMENT, stream(), document, held))));
    }

    private StreamId stream() {
        return StreamKind.STATEMENT.of(statement.statementId());
    }
}
