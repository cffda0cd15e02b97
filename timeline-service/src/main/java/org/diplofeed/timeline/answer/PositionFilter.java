package org.diplofeed.timeline.answer;

import jakarta.ws.rs.QueryParam;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.PositionStatus;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which positions are asked for. */
public class PositionFilter extends Listing {
    private static final int REJECTS = -2;
    private static final int SUPPORTS = 2;

    @Parameter(description = "Whose.", example = "UKR")
    @QueryParam("holder")
    @Nullable
    String holder;

    @Parameter(description = "On which issue.", example = "ua.nato-join")
    @QueryParam("issue")
    @Nullable
    String issue;

    @Parameter(description = "-2 to 2.", example = "2")
    @QueryParam("stance")
    @Nullable
    Integer stance;

    @Parameter(description = "How firm.")
    @QueryParam("firmness")
    @Nullable
    Firmness firmness;

    @Parameter(description = "ESTABLISHED or PROVISIONAL.")
    @QueryParam("status")
    @Nullable
    PositionStatus status;

    @Parameter(description = "Whether there are conditions to it.")
    @QueryParam("conditional")
    @Nullable
    Boolean conditional;

    /**
     * The conditions on keys, which hold at any time.
     *
     * @throws ProblemException malformed-request, for a stance that nobody can hold
     */
    Where keys() {
        if (stance != null && (stance < REJECTS || stance > SUPPORTS)) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "stance has to be between -2 and 2.");
        }
        var where = new Where()
                .and("p.first_known <= " + Snapshot.time("knownAt"))
                .and("p.holder = :holder", "holder", holder)
                .and("p.issue_id = :issue", "issue", issue);
        // The conditions on what is held, for rows that say so; the others are asked once they are folded.
        return where.and("(not " + Snapshot.holds("p") + " or p.stance is not null)")
                .and("(not " + Snapshot.holds("p") + " or p.stance = :stance)", "stance", stance)
                .and(
                        "(not " + Snapshot.holds("p") + " or p.firmness = :firmness)",
                        "firmness",
                        firmness == null ? null : firmness.name())
                .and(
                        "(not " + Snapshot.holds("p") + " or p.status = :status)",
                        "status",
                        status == null ? null : status.name())
                .and(
                        "(not " + Snapshot.holds("p") + " or (cardinality(p.conditions) > 0) = :conditional)",
                        "conditional",
                        conditional);
    }
}
