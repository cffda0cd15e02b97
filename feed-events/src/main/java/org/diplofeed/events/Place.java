package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where something takes place.
 *
 * @param country ISO 3166-1 alpha-3
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Place(String name, @Nullable String country) {
    public Place {
        requireNonNull(name, "name");
    }
}
