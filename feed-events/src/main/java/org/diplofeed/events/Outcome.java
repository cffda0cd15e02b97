package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

/** What came of a meeting: the statement that says so. */
public record Outcome(String kind, String statementId) {
    public Outcome {
        requireNonNull(kind, "kind");
        requireNonNull(statementId, "statementId");
    }
}
