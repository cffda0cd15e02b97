package org.diplofeed.timeline.answer;

import jakarta.ws.rs.PathParam;
import org.diplofeed.events.PositionKey;

/** Which position is asked for, at which clocks. */
// The fields are filled by the framework.
@SuppressWarnings("NullAway.Init")
public class PositionQuestion extends Clocks {
    @PathParam("holder")
    String holder;

    @PathParam("issue")
    String issue;

    PositionKey key() {
        return new PositionKey(holder, issue);
    }
}
