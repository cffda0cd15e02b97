package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * That somebody affirms, denies or estimates a claim.
 *
 * @param by the actor whose side it is, where known
 * @param op how an estimate's value is meant: {@code =}, {@code >}, {@code <}, {@code >=}, {@code <=}, {@code ~}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FactAssertion(
        String claimId,
        Polarity polarity,
        @Nullable String by,
        @Nullable String op,
        @Nullable BigDecimal value,
        @Nullable String unit)
        implements Assertion {
    public FactAssertion {
        requireNonNull(claimId, "claimId");
        requireNonNull(polarity, "polarity");
    }
}
