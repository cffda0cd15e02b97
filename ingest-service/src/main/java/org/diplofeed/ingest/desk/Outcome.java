package org.diplofeed.ingest.desk;

import org.diplofeed.web.Problem;

/** What the sender of a command is told. */
public sealed interface Outcome {
    /** It is on the record; {@code created} unless it changed what was there. */
    record Recorded(Receipt receipt, boolean created) implements Outcome {}

    /** It was on the record before; the answer is the one given then. */
    record Replayed(Receipt receipt, boolean created) implements Outcome {}

    /** It is not. */
    record Refused(Problem problem) implements Outcome {}
}
