package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.events.Lists.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a holder holds a position on an issue.
 *
 * @param stance -2 rejects, -1 reservations, 0 explicitly undecided, +1 open or in favour if, +2 supports
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PositionAssertion(
        String holder,
        String issueId,
        int stance,
        Firmness firmness,
        Voice voice,
        List<Condition> conditions,
        @Nullable Continuity continuity)
        implements Assertion {
    public PositionAssertion {
        requireNonNull(holder, "holder");
        requireNonNull(issueId, "issueId");
        requireNonNull(firmness, "firmness");
        requireNonNull(voice, "voice");
        conditions = orEmpty(conditions);
    }

    /** The position that this is about. */
    public PositionKey key() {
        return new PositionKey(holder, issueId);
    }
}
