package org.diplofeed.alert.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diplofeed.alert.match.AlertFamily;
import org.diplofeed.alert.match.Filter;
import org.diplofeed.alert.match.Filter.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Why a subscription was, or was not, told of a shift or a notice.
 *
 * @param told whether there is an alert
 * @param clause what kept it back: a clause of the filter as it is now, or {@code status} when the filter fits but the
 *     subscription was not there, or had no consent, when it was recorded
 * @param detail in words
 * @param matched of each clause of the filter as it is now, what fits
 * @param alerts what was told of it, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Explanation(
        String shift,
        boolean told,
        @Nullable String clause,
        String detail,
        @Nullable Map<String, String> matched,
        List<String> alerts) {
    /**
     * Explains, or empty when nothing is known of that shift. Pure.
     *
     * @param events what was said of it, in order
     */
    static Optional<Explanation> of(String shift, Filter filter, List<PastEvent> events, List<History.Told> told) {
        // A shift may come as history and as an alert later: the one that a page is about explains most.
        return events.stream()
                .filter(event -> event.occasion().kind() != null)
                .reduce((first, second) -> first.occasion().candidate().family() == AlertFamily.SHIFT ? first : second)
                .map(event -> told.isEmpty()
                        ? ofMiss(shift, filter.verdict(event.occasion().candidate()))
                        : ofHit(shift, filter.verdict(event.occasion().candidate()), told));
    }

    private static Explanation ofHit(String shift, Verdict now, List<History.Told> told) {
        boolean backfill = told.getFirst().backfill();
        return new Explanation(
                shift,
                true,
                backfill ? "maxAge" : null,
                backfill
                        ? "It was older than maxAge when it was recorded: there is an alert, which was not sent at once."
                        : "It was told.",
                now instanceof Verdict.Matched(var clauses) ? clauses : null,
                told.stream().map(History.Told::alertId).toList());
    }

    private static Explanation ofMiss(String shift, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Missed(var clause) ->
                new Explanation(shift, false, clause, "The filter's " + clause + " keep it back.", null, List.of());
            case Verdict.Matched(var clauses) ->
                new Explanation(
                        shift,
                        false,
                        "status",
                        "The filter fits, but the subscription was not there, or had no consent, when it was recorded.",
                        clauses,
                        List.of());
        };
    }
}
