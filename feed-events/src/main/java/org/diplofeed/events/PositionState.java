package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.events.Lists.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a holder holds on an issue, at one side of a shift.
 *
 * @param since the start of the first assertion that put it so, as exactly as it is known
 * @param points the sum of its evidence's points
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PositionState(
        int stance, Firmness firmness, List<Condition> conditions, Moment since, PositionStatus status, int points) {
    public PositionState {
        requireNonNull(firmness, "firmness");
        conditions = orEmpty(conditions);
        requireNonNull(since, "since");
        requireNonNull(status, "status");
    }
}
