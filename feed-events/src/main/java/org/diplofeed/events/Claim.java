package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** A proposition of fact that sides affirm, deny or estimate. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Claim(
        String claimId, String proposition, @Nullable String unit) {
    public Claim {
        requireNonNull(claimId, "claimId");
        requireNonNull(proposition, "proposition");
    }
}
