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
 * @param first fingerprint of the document as it was first recorded; null while that is how it stands
 * @param document as it stands
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
        @Nullable Fingerprint first,
        ObjectNode document,
        List<Edit> edits,
        @Nullable Instant heldUntil) {

    /** A record that nobody has written yet. */
    public static RecordState fresh(
            String id, RecordKind kind, StreamId stream, ObjectNode document, @Nullable Instant heldUntil) {
        return new RecordState(
                id, kind, stream, RecordStatus.RECORDED, 0, null, 0, null, document, List.of(), heldUntil);
    }

    /** Of the document as it was first recorded. */
    public Fingerprint fingerprint() {
        return first == null ? Fingerprint.of(document) : first;
    }

    /** Whether it stands as its first event has it, so that nothing need be kept beside that. */
    boolean asRecorded() {
        return kind == RecordKind.STATEMENT && status == RecordStatus.RECORDED && version == 1 && heldUntil == null;
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
                fingerprint(),
                replacement,
                Stream.concat(edits.stream(), Stream.of(edit)).toList(),
                held);
    }

    /** The same in another status. */
    public RecordState in(RecordStatus now) {
        return new RecordState(
                id, kind, stream, now, version, recorded, firstVersion, first, document, edits, heldUntil);
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
                first,
                document,
                edits,
                heldUntil);
    }

    /** The same, first recorded at a time. */
    RecordState recordedAt(Instant time) {
        return new RecordState(
                id, kind, stream, status, version, time, firstVersion, first, document, edits, heldUntil);
    }
}
