package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.diplofeed.events.StreamId;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stands.
 *
 * @param id the statementId or reportId
 * @param version the stream's version of the last event that concerned it: its entity tag
 * @param recorded when it was first recorded; null while it is held, or its transaction is under way
 * @param firstVersion the stream's version of the event that recorded it
 * @param fingerprint of the document as it was first recorded
 * @param document as it stands
 * @param by who recorded it
 * @param edits its corrections
 * @param heldUntil until when it is under embargo; null once it is on the log
 */
public record RecordState(
        String id,
        RecordKind kind,
        StreamId stream,
        RecordStatus status,
        long version,
        @Nullable Instant recorded,
        long firstVersion,
        Fingerprint fingerprint,
        ObjectNode document,
        String by,
        List<Edit> edits,
        @Nullable Instant heldUntil) {

    /** A record that nobody has written yet. */
    public static RecordState fresh(
            String id, RecordKind kind, StreamId stream, ObjectNode document, String by, @Nullable Instant heldUntil) {
        return new RecordState(
                id,
                kind,
                stream,
                RecordStatus.RECORDED,
                0,
                null,
                0,
                Fingerprint.of(document),
                document,
                by,
                List.of(),
                heldUntil);
    }

    /** The same with a corrected document. */
    public RecordState corrected(ObjectNode replacement, Edit edit, @Nullable Instant held) {
        var after = status == RecordStatus.LINKED ? RecordStatus.LINKED : RecordStatus.CORRECTED;
        return new RecordState(
                id,
                kind,
                stream,
                after,
                version,
                recorded,
                firstVersion,
                fingerprint,
                replacement,
                by,
                Stream.concat(edits.stream(), Stream.of(edit)).toList(),
                held);
    }

    /** The same in another status. */
    public RecordState in(RecordStatus now) {
        return new RecordState(
                id, kind, stream, now, version, recorded, firstVersion, fingerprint, document, by, edits, heldUntil);
    }

    /** The same at a version of its stream. */
    RecordState at(long now) {
        return new RecordState(
                id,
                kind,
                stream,
                status,
                now,
                recorded,
                firstVersion == 0 ? now : firstVersion,
                fingerprint,
                document,
                by,
                edits,
                heldUntil);
    }

    /** The same, first recorded at a time. */
    RecordState recordedAt(Instant time) {
        return new RecordState(
                id, kind, stream, status, version, time, firstVersion, fingerprint, document, by, edits, heldUntil);
    }
}
