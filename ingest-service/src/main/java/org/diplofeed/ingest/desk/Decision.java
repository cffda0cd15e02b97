package org.diplofeed.ingest.desk;

import java.util.List;
import org.diplofeed.events.StreamId;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemType;

/** What came of a command. */
public sealed interface Decision {
    /** It goes onto the record. */
    record Accepted(Entry entry) implements Decision {}

    /** Just that stands on the record already, written by the event at this version, which may have created it. */
    record Unchanged(String id, StreamId stream, long version, boolean created) implements Decision {}

    /** It does not, for all of these faults. */
    record Refused(ProblemType type, String detail, List<ProblemError> faults) implements Decision {
        public Refused {
            faults = List.copyOf(faults);
        }

        /** A refusal of the whole rather than of a place in the document. */
        public static Refused of(ProblemType type, String detail) {
            return new Refused(type, detail, List.of());
        }
    }
}
