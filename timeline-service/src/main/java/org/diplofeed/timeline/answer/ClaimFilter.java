package org.diplofeed.timeline.answer;

import jakarta.ws.rs.QueryParam;
import org.diplofeed.timeline.claim.ClaimStatus;
import org.diplofeed.timeline.claim.ClaimView;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which claims are asked for. */
public class ClaimFilter extends Listing {
    @Parameter(description = "How its sides stand to each other.")
    @QueryParam("status")
    @Nullable
    ClaimStatus status;

    @Parameter(description = "A side of a disputed claim.", example = "UKR")
    @QueryParam("disputedBy")
    @Nullable
    String disputedBy;

    /** The conditions on rows: on those of now all of them, on the others what holds at any time. */
    Where stored() {
        var holds = Snapshot.holds("c");
        return new Where()
                .and("c.first_known <= " + Snapshot.time("knownAt"))
                .and("(not " + holds + " or c.status is not null)")
                .and("(not " + holds + " or c.status = :status)", "status", status == null ? null : status.name())
                .and("(not " + holds + " or c.disputing @> array[cast(:side as text)])", "side", disputedBy);
    }

    /** The same conditions on a claim that was derived. */
    boolean fits(ClaimView claim) {
        return claim.status() != null
                && (status == null || status == claim.status())
                && (disputedBy == null
                        || (claim.status() == ClaimStatus.DISPUTED
                                && claim.words().stream()
                                        .anyMatch(word -> word.side().equals(disputedBy))));
    }
}
