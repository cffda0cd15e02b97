package org.diplofeed.timeline.projection;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/** A record that can be linked, corrected or retracted; a meeting, which is never recorded itself, can be linked. */
record RecordKey(Kind kind, String id) implements Comparable<RecordKey> {
    private static final Comparator<RecordKey> ORDER =
            Comparator.comparing(RecordKey::kind).thenComparing(RecordKey::id);

    /** In the order of their names, which is the database's. */
    enum Kind {
        MEETING,
        REPORT,
        STATEMENT
    }

    RecordKey {
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
    }

    static RecordKey statement(String id) {
        return new RecordKey(Kind.STATEMENT, id);
    }

    static RecordKey report(String id) {
        return new RecordKey(Kind.REPORT, id);
    }

    static RecordKey meeting(String id) {
        return new RecordKey(Kind.MEETING, id);
    }

    @Override
    public int compareTo(RecordKey other) {
        return ORDER.compare(this, other);
    }
}
