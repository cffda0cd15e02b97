package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.diplofeed.events.Condition;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.PositionStatus;
import org.diplofeed.timeline.position.Fold;
import org.diplofeed.timeline.position.Rules;
import org.jspecify.annotations.Nullable;

/**
 * A position without its evidence.
 *
 * @param conditions their keys
 * @param since as it was told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Brief(
        String holder,
        @Nullable String holderName,
        String issueId,
        @Nullable String proposition,
        int stance,
        Firmness firmness,
        List<String> conditions,
        String since,
        PositionStatus status,
        int points) {
    /** What {@link #stored} reads; a row that does not hold at the question's clocks says so in its first column. */
    static final String COLUMNS = Snapshot.holds("p") + """
            , p.holder, p.issue_id, p.stance, p.firmness, cast(array_to_json(p.conditions) as text), p.since, p.status,
            p.points
            """;

    static PositionKey key(Object[] row) {
        return new PositionKey((String) row[1], (String) row[2]);
    }

    /** What a row of now says; null where nothing is held. */
    static @Nullable Brief stored(Object[] row) {
        return row[3] == null
                ? null
                : new Brief(
                        (String) row[1],
                        null,
                        (String) row[2],
                        null,
                        ((Number) row[3]).intValue(),
                        Firmness.valueOf((String) row[4]),
                        Texts.list(row[5]),
                        (String) row[6],
                        PositionStatus.valueOf((String) row[7]),
                        ((Number) row[8]).intValue());
    }

    /** What a fold says; null where nothing is held. */
    static @Nullable Brief folded(PositionKey key, Fold fold, Rules rules) {
        var position = fold.standing().position();
        return position == null
                ? null
                : new Brief(
                        key.holder(),
                        null,
                        key.issueId(),
                        null,
                        position.line().stance(),
                        position.line().firmness(),
                        position.line().conditions().stream()
                                .map(Condition::key)
                                .sorted()
                                .toList(),
                        position.since().text(),
                        position.status(rules),
                        position.points());
    }

    Brief named(Names names) {
        return new Brief(
                holder,
                names.actorName(holder),
                issueId,
                names.proposition(issueId),
                stance,
                firmness,
                conditions,
                since,
                status,
                points);
    }

    PositionKey key() {
        return new PositionKey(holder, issueId);
    }

    /** Whether it is what a filter asks for. */
    boolean fits(PositionFilter filter) {
        return (filter.stance == null || filter.stance == stance)
                && (filter.firmness == null || filter.firmness == firmness)
                && (filter.status == null || filter.status == status)
                && (filter.conditional == null || filter.conditional != conditions.isEmpty());
    }
}
