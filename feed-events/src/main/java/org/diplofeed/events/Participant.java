package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

/** Who takes part in a meeting, and for which side. */
public record Participant(String actorId, String side, String role, Presence presence) {
    public Participant {
        requireNonNull(actorId, "actorId");
        requireNonNull(side, "side");
        requireNonNull(role, "role");
        requireNonNull(presence, "presence");
    }
}
