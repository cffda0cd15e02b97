package org.diplofeed.ingest.desk;

import org.diplofeed.events.StreamKind;

/** The kinds of record. */
public enum RecordKind {
    STATEMENT("statement", "statements", "statementId", "st.", StreamKind.STATEMENT),
    MEETING_REPORT("meeting-report", "meeting-reports", "reportId", "mr.", StreamKind.MEETING);

    private final String schema;
    private final String collection;
    private final String idProperty;
    private final String idPrefix;
    private final StreamKind streams;

    RecordKind(String schema, String collection, String idProperty, String idPrefix, StreamKind streams) {
        this.schema = schema;
        this.collection = collection;
        this.idProperty = idProperty;
        this.idPrefix = idPrefix;
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

    /** The property that holds its id. */
    public String idProperty() {
        return idProperty;
    }

    /** What ids begin with that the service makes. */
    public String idPrefix() {
        return idPrefix;
    }

    /** The kind of stream that it is in. */
    public StreamKind streams() {
        return streams;
    }
}
