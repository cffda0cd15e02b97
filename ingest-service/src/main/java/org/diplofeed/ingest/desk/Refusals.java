package org.diplofeed.ingest.desk;

import static org.diplofeed.web.ProblemType.RULE_BROKEN;
import static org.diplofeed.web.ProblemType.UNKNOWN_REFERENCE;

import java.util.List;
import org.diplofeed.web.ProblemError;

/** Refusals for the faults of a document. */
public final class Refusals {
    private static final String UNKNOWN = "unknown-";

    private Refusals() {}

    /** The refusal that tells all of these faults at once. */
    public static Decision.Refused of(List<ProblemError> faults) {
        boolean onlyReferences = faults.stream().allMatch(fault -> fault.code().startsWith(UNKNOWN));
        return onlyReferences
                ? new Decision.Refused(UNKNOWN_REFERENCE, "The document refers to what is not on record.", faults)
                : new Decision.Refused(RULE_BROKEN, "The document breaks rules of the feed.", faults);
    }
}
