package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.events.Lists.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who speaks, holds positions or meets.
 *
 * @param actorId ISO 3166-1 alpha-3 for states, {@code EU}, {@code NATO}, {@code UN}; dotted for bodies
 *     ({@code RUS.KREMLIN}), {@code p.} for persons
 * @param expand false for a collective whose line is nobody else's; absent means true
 * @param cameo an alias for imports, never an identifier
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Actor(
        String actorId,
        ActorType type,
        String name,
        List<String> aka,
        @Nullable String partOf,
        @Nullable String sector,
        @Nullable Boolean expand,
        List<Role> roles,
        @Nullable String iso3,
        @Nullable String wikidata,
        @Nullable String cameo) {
    public Actor {
        requireNonNull(actorId, "actorId");
        requireNonNull(type, "type");
        requireNonNull(name, "name");
        aka = orEmpty(aka);
        roles = orEmpty(roles);
    }
}
