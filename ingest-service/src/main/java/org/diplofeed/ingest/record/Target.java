package org.diplofeed.ingest.record;

import static org.diplofeed.web.ProblemType.CONFLICT;
import static org.diplofeed.web.ProblemType.NOT_FOUND;
import static org.diplofeed.web.ProblemType.STALE_VERSION;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.diplofeed.events.StreamId;
import org.diplofeed.ingest.desk.Decision.Refused;
import org.diplofeed.ingest.desk.OnRecord;
import org.diplofeed.ingest.desk.RecordKind;
import org.diplofeed.ingest.desk.RecordState;
import org.diplofeed.ingest.desk.RecordStatus;
import org.diplofeed.ingest.desk.Refusals;
import org.diplofeed.web.ProblemError;
import org.jspecify.annotations.Nullable;

/**
 * The record that a correction or a retraction is about.
 *
 * @param id the statementId or reportId
 * @param addressed of which kind it is by the address it was sent to; null where the document names it
 * @param expected the version that the sender has seen
 * @param by who sends it
 * @param pointer where the document stands in what was sent
 */
public record Target(String id, @Nullable RecordKind addressed, OptionalLong expected, String by, String pointer) {

    /** What came of looking for it. */
    sealed interface Search {}

    record Found(RecordState record) implements Search {}

    record Missing(Refused refusal) implements Search {}

    Set<StreamId> streams(OnRecord onRecord) {
        var record = onRecord.record(id);
        return record == null ? Set.of() : Set.of(record.stream());
    }

    /** Finds the record, if it stands and is what the sender takes it for. */
    Search find(OnRecord onRecord, String participle) {
        var record = onRecord.record(id);
        if (record == null || (addressed != null && record.kind() != addressed)) {
            return new Missing(unknown());
        }
        if (expected.isPresent() && expected.getAsLong() != record.version()) {
            return new Missing(
                    Refused.at(record.version(), STALE_VERSION, "The record is at version " + record.version() + "."));
        }
        if (record.status() == RecordStatus.RETRACTED) {
            return new Missing(Refused.of(CONFLICT, "The record is retracted and cannot be " + participle + "."));
        }
        return new Found(record);
    }

    private Refused unknown() {
        return addressed != null
                ? Refused.of(NOT_FOUND, "Nothing is on record under this id.")
                : Refusals.of(List.of(
                        new ProblemError(pointer + "/target", "unknown-record", "nothing is on record under this id")));
    }
}
