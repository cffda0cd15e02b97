package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An office that a person holds.
 *
 * @param of the actor for which it is held
 * @param via the body through which
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Role(
        String of,
        String role,
        @Nullable String via,
        @Nullable Moment validFrom,
        @Nullable Moment validTo,
        @Nullable String note) {
    public Role {
        requireNonNull(of, "of");
        requireNonNull(role, "role");
    }
}
