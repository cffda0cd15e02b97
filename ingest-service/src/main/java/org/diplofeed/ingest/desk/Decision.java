package org.diplofeed.ingest.desk;

import java.util.List;
import org.diplofeed.events.StreamId;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemType;
import org.jspecify.annotations.Nullable;

/** What came of a command. */
public sealed interface Decision {
    /** It goes onto the record. */
    record Accepted(Entry entry) implements Decision {}

    /** Just that stands on the record already, written by the event at this version, which may have created it. */
    record Unchanged(String id, StreamId stream, long version, boolean created) implements Decision {}

    /**
     * It does not, for all of these faults.
     *
     * @param currentVersion of what was to be changed, where it is not the one that the sender has seen
     */
    record Refused(
            ProblemType type,
            String detail,
            List<ProblemError> faults,
            @Nullable Long currentVersion) implements Decision {
        public Refused {
            faults = List.copyOf(faults);
        }

        /** A refusal for what stands in the document. */
        public Refused(ProblemType type, String detail, List<ProblemError> faults) {
            this(type, detail, faults, null);
        }

        /** A refusal of the whole rather than of a place in the document. */
        public static Refused of(ProblemType type, String detail) {
            return new Refused(type, detail, List.of());
        }

        /** A refusal because what was to be changed is at another version than the sender has seen. */
        public static Refused at(long version, ProblemType type, String detail) {
            return new Refused(type, detail, List.of(), version);
        }

        Problem problem() {
            var problem = Problem.of(type, detail, faults);
            return currentVersion == null ? problem : problem.at(currentVersion);
        }
    }
}
