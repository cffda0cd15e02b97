package org.diplofeed.ingest.desk;

import org.diplofeed.events.StreamKind;

/** The kinds of record. */
public enum RecordKind {
    STATEMENT("statement", "statements", StreamKind.STATEMENT),
    MEETING_REPORT("meeting-report", "meeting-reports", StreamKind.MEETING);

    private final String schema;
    private final String collection;
    private final StreamKind streams;

    RecordKind(String schema, String collection, StreamKind streams) {
        this.schema = schema;
        this.collection = collection;
        this.streams = streams;
    }

    /** The name of its schema. */
    public String schema() {
        return schema;
    }

    /** The name of its collection in addresses. */
    public String collection() {
        return collection;
    }

    /** The kind of stream that it is in. */
    public StreamKind streams() {
        return streams;
    }
}
