package org.diplofeed.timeline.position;

import java.time.Instant;
import java.util.Comparator;

/** What a fold walks over: an assertion, or the withdrawal of one, at a point of valid time. */
public sealed interface Entry permits Reading, Withdrawal {
    /**
     * Valid time, then the statement's id; a statement's withdrawal comes after its reading. No arrival order, so the
     * order in which records are told never matters.
     */
    Comparator<Entry> ORDER = Comparator.comparing(Entry::at)
            .thenComparing(Entry::statementId)
            .thenComparing(entry -> entry instanceof Withdrawal);

    /** Valid time. */
    Instant at();

    /** The statement that asserts, or that is withdrawn. */
    String statementId();
}
