package org.diplofeed.timeline.projection;

import java.util.Optional;
import org.diplofeed.events.Evidence;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.events.Statement;
import org.jspecify.annotations.Nullable;

/** A statement and the event that first recorded it. */
public record Quoted(Statement statement, String recordedId) {
    /** As evidence of a position; empty if it asserts nothing of it. */
    public Optional<Evidence> as(PositionKey key, int points, @Nullable ShiftClass classification) {
        return statement.positions().stream()
                .filter(assertion -> assertion.key().equals(key))
                .findFirst()
                .map(assertion -> new Evidence(
                        statement.statementId(),
                        recordedId,
                        statement.occurred(),
                        statement.speaker(),
                        statement.onBehalfOf(),
                        statement.authority(),
                        statement.attribution(),
                        statement.summary(),
                        statement.quotes(),
                        statement.source(),
                        assertion.stance(),
                        assertion.firmness(),
                        assertion.conditions(),
                        assertion.voice(),
                        points,
                        classification));
    }
}
