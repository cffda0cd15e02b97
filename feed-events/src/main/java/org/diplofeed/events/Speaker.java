package org.diplofeed.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Who speaks: an actor, or, where the source names nobody, a description. An unnamed source is never invented. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Speaker(
        @Nullable String actorId,
        @Nullable String descriptor,
        @Nullable SpeakerCount count,
        @Nullable String affiliation) {

    /** A speaker with a name. */
    public static Speaker named(String actorId) {
        return new Speaker(actorId, null, null, null);
    }

    /** What tells one speaker from another: the actor's id, or the description in full. */
    public String identity() {
        return actorId != null ? actorId : "~" + descriptor + "|" + count + "|" + affiliation;
    }
}
