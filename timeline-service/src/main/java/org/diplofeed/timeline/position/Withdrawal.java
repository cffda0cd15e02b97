package org.diplofeed.timeline.position;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/** The speaker of a statement withdrew it: it was valid until then. */
public record Withdrawal(String statementId, Instant at) implements Entry {
    public Withdrawal {
        requireNonNull(statementId, "statementId");
        requireNonNull(at, "at");
    }
}
