package org.diplofeed.alert.match;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.PositionStatus;
import org.diplofeed.events.ShiftClass;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription is about. Each clause is a set of which one has to fit; all clauses have to; a clause without
 * members fits everything.
 *
 * @param holders actor ids: whose position
 * @param issues issue ids: on what
 * @param topics topics of the issue
 * @param classes classes of shift
 * @param kinds what to be told at all; none means shifts
 * @param notices kinds of notice, for those who asked for notices
 * @param attributions of the statement that confirmed the shift
 * @param authorities of the statement that confirmed the shift
 * @param minimumPoints of the position after; 3 confirm in any case
 * @param minimumStatus of both positions, before and after: ESTABLISHED leaves out what moves from a PROVISIONAL one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Filter(
        SortedSet<String> holders,
        SortedSet<String> issues,
        SortedSet<String> topics,
        SortedSet<ShiftClass> classes,
        SortedSet<AlertFamily> kinds,
        SortedSet<NoticeKind> notices,
        SortedSet<Attribution> attributions,
        SortedSet<Authority> authorities,
        @Nullable Integer minimumPoints,
        @Nullable PositionStatus minimumStatus) {
    /** Fits every shift. */
    public static final Filter ANY = new Filter(
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            null,
            null);

    public Filter {
        holders = orEmpty(holders);
        issues = orEmpty(issues);
        topics = orEmpty(topics);
        classes = orEmpty(classes);
        kinds = orEmpty(kinds);
        notices = orEmpty(notices);
        attributions = orEmpty(attributions);
        authorities = orEmpty(authorities);
    }

    /** What came of holding an event against a filter. */
    public sealed interface Verdict {
        /**
         * It fits.
         *
         * @param clauses of each clause that has members, the member that fits
         */
        record Matched(Map<String, String> clauses) implements Verdict {}

        /**
         * It does not fit.
         *
         * @param clause the first one that keeps it back
         */
        record Missed(String clause) implements Verdict {}
    }

    /** Whether this filter lets the event through, and by which clauses. */
    public Verdict verdict(Candidate event) {
        var wanted = kinds.isEmpty() ? Set.of(AlertFamily.SHIFT) : kinds;
        if (!wanted.contains(event.family())) {
            return new Verdict.Missed("kinds");
        }
        var clauses = new LinkedHashMap<String, String>();
        return firstMiss(event, clauses)
                .<Verdict>map(Verdict.Missed::new)
                .orElseGet(() -> new Verdict.Matched(clauses));
    }

    private Optional<String> firstMiss(Candidate event, Map<String, String> clauses) {
        return Optional.<String>empty()
                .or(() -> miss("holders", holders, listOf(event.holder()), clauses))
                .or(() -> miss("issues", issues, listOf(event.issueId()), clauses))
                .or(() -> miss("topics", topics, event.topics(), clauses))
                .or(() -> miss("classes", classes, listOf(event.classification()), clauses))
                .or(() -> event.family() == AlertFamily.NOTICE
                        ? miss("notices", notices, listOf(event.notice()), clauses)
                        : Optional.empty())
                .or(() -> miss("attributions", attributions, listOf(event.attribution()), clauses))
                .or(() -> miss("authorities", authorities, listOf(event.authority()), clauses))
                .or(() -> missPoints(event, clauses))
                .or(() -> missStatus(event, clauses));
    }

    private Optional<String> missPoints(Candidate event, Map<String, String> clauses) {
        if (minimumPoints == null) {
            return Optional.empty();
        }
        if (event.points() < minimumPoints) {
            return Optional.of("minimumPoints");
        }
        clauses.put("minimumPoints", minimumPoints.toString());
        return Optional.empty();
    }

    private Optional<String> missStatus(Candidate event, Map<String, String> clauses) {
        if (minimumStatus == null) {
            return Optional.empty();
        }
        if (minimumStatus == PositionStatus.ESTABLISHED && event.status() != PositionStatus.ESTABLISHED) {
            return Optional.of("minimumStatus");
        }
        clauses.put("minimumStatus", minimumStatus.name());
        return Optional.empty();
    }

    private static <T> Optional<String> miss(String clause, Set<T> wanted, List<T> found, Map<String, String> clauses) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        var fitting = found.stream().filter(wanted::contains).findFirst();
        fitting.ifPresent(value -> clauses.put(clause, value.toString()));
        return fitting.isPresent() ? Optional.empty() : Optional.of(clause);
    }

    private static <T> List<T> listOf(@Nullable T value) {
        return value == null ? List.of() : List.of(value);
    }

    private static <T> SortedSet<T> orEmpty(@Nullable SortedSet<T> set) {
        return set == null ? new TreeSet<>() : set;
    }
}
