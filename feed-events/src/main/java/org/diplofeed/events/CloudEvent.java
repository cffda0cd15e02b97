package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it travels outside the log, in a request or a file: what a client may leave out is absent, and which
 * stream it goes to is not decided yet.
 *
 * @param id unique within its source, for ever
 * @param type the name on the wire, with the schema version
 * @param subject what it is about: the id that its data names
 * @param time valid time
 * @param recordedTime when it was put on the record, where it comes from a log; ingest sets its own
 * @param streamVersion its place in its stream, where it comes from a log; ingest sets its own
 * @param data what it says, as it was sent
 */
public record CloudEvent(
        String id,
        String source,
        String type,
        @Nullable String subject,
        @Nullable Instant time,
        @Nullable Instant recordedTime,
        @Nullable Long streamVersion,
        @Nullable String causationId,
        @Nullable String correlationId,
        @Nullable String traceparent,
        ObjectNode data) {
    public CloudEvent {
        requireNonNull(id, "id");
        requireNonNull(source, "source");
        requireNonNull(type, "type");
        requireNonNull(data, "data");
    }

    /** An event of the log, as it is shown outside. */
    public static CloudEvent of(Envelope envelope, ObjectNode data) {
        return new CloudEvent(
                envelope.id(),
                envelope.source(),
                envelope.type(),
                envelope.stream().subject(),
                envelope.time(),
                envelope.recordedTime(),
                envelope.streamVersion(),
                envelope.causationId(),
                envelope.correlationId(),
                envelope.traceparent(),
                data);
    }

    /**
     * What stands beside its data on the log.
     *
     * @param stream where it goes, which for some types only the record that it targets can tell
     * @param validTime when what it says was so
     * @param recorded when it was put on the record
     * @param version its place in the stream
     */
    public Envelope envelope(StreamId stream, Instant validTime, Instant recorded, long version) {
        return new Envelope(
                id, source, type, stream, validTime, recorded, version, causationId, correlationId, traceparent);
    }
}
