package org.diplofeed.timeline.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would change if a generation became live, at one place of the log.
 *
 * @param digest of the differences in what stands: an approval names it
 * @param same whether nothing at all would change
 * @param behind how many events of the log the live one had not read yet that the other one has
 * @param tables how many rows each has, and whether all are the same
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Comparison(
        int generation,
        int live,
        String digest,
        Instant madeAt,
        String madeBy,
        RulesAnswer rules,
        RulesAnswer liveRules,
        boolean same,
        long behind,
        List<Table> tables,
        Positions positions,
        Shifts shifts,
        Alerts alerts,
        Notices notices,
        Parked parked,
        long textsToIndex) {
    /** A table of both. */
    public record Table(String name, long live, long rebuilt, boolean same) {}

    /**
     * Positions.
     *
     * @param flipped whose line (stance, firmness or conditions) is another
     * @param otherwise whose line is the same, and something else of them is not: points, since, candidates
     */
    public record Positions(long live, long rebuilt, long flipped, long otherwise, List<Flip> samples) {}

    /** A position whose line is another. */
    public record Flip(String holder, String issueId, Line live, Line rebuilt) {}

    /** What is held; without a stance nothing is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            @Nullable Integer stance,
            @Nullable String firmness,
            List<String> conditions,
            @Nullable String since) {}

    /**
     * Shifts that stand.
     *
     * @param told that were told and stand
     * @param rebuilt that stand in the generation
     */
    public record Shifts(long told, long rebuilt, long gained, long lost, List<Sample> samples) {}

    /**
     * A shift that would come or go.
     *
     * @param change GAINED or LOST
     * @param alert whether it would be told as an alert, or taken back as one
     */
    public record Sample(
            String change, String holder, String issueId, String classification, String confirmedBy, boolean alert) {}

    /**
     * What newsrooms would get.
     *
     * @param sent shifts that would be told as alerts
     * @param withdrawn that would be taken back, the current position being another
     * @param corrected alerts of which only the past fell: whoever got one is told
     * @param revised what digests alone would tell
     */
    public record Alerts(long sent, long withdrawn, long corrected, long revised) {}

    /** Notices that would be raised or closed. */
    public record Notices(long raised, long closed, List<NoticeSample> samples) {}

    /** A notice that would be raised or closed. */
    public record NoticeSample(String status, String kind, String subject, String statementId) {}

    /** Streams that could not be gone on with. */
    public record Parked(long live, long rebuilt) {}
}
