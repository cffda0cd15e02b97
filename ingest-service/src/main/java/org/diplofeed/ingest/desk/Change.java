package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What an event changes in what is on the record. Derivable from the log. */
public sealed interface Change {
    /** A reference entity is defined so from now on. */
    record Defined(ReferenceKey key, ObjectNode document) implements Change {}

    /** A record stands so from now on. */
    record Stands(RecordState record) implements Change {}

    /** Statements are duplicates of a canonical one, which keeps its state and gets a new version. */
    record StatementsLinked(RecordState canonical, List<RecordState> duplicates) implements Change {}

    /** Meetings are duplicates of a canonical one. */
    record MeetingsLinked(String canonical, List<String> duplicates) implements Change {}
}
