package org.diplofeed.alert.subscription;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.diplofeed.alert.match.AlertFamily;
import org.diplofeed.alert.match.Filter;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.PositionStatus;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.web.ProblemError;
import org.jspecify.annotations.Nullable;

/** What a filter has to be, as far as that needs no database. A filter that can never match says so. */
public final class FilterRules {
    private static final int MOST_MEMBERS = 1_000;
    private static final int LEAST_POINTS = 3;
    /** What moves a position without being a shift, so that no alert is of that class. */
    private static final Set<ShiftClass> NEVER_SHIFTS =
            Set.of(ShiftClass.NEW_POSITION, ShiftClass.NUANCE, ShiftClass.REAFFIRMATION);

    /** Of no points (domain.md, «Points»). */
    private static final Set<Attribution> WEIGHTLESS =
            Set.of(Attribution.DEEP_BACKGROUND, Attribution.OFF_RECORD, Attribution.LEAKED, Attribution.OWN_REPORTING);

    private static final Set<Authority> POWERLESS =
            Set.of(Authority.STATE_MEDIA, Authority.INSIDER, Authority.EXPERT, Authority.NONE);
    private static final Set<NoticeKind> WITHOUT_POSITION =
            Set.of(NoticeKind.MEETING_DISPUTED, NoticeKind.CLAIM_DISPUTED, NoticeKind.DOCUMENT_REVISED);

    private FilterRules() {}

    /** What is wrong with a filter, with pointers into a document that has it as {@code filter}. */
    public static List<ProblemError> faults(Filter filter) {
        var faults = new ArrayList<ProblemError>();
        checkMembers("holders", filter.holders(), null, faults);
        checkMembers("issues", filter.issues(), null, faults);
        checkMembers("topics", filter.topics(), null, faults);
        checkMembers("classes", filter.classes(), ShiftClass.UNRECOGNIZED, faults);
        checkMembers("kinds", filter.kinds(), AlertFamily.UNRECOGNIZED, faults);
        checkMembers("notices", filter.notices(), NoticeKind.UNRECOGNIZED, faults);
        checkMembers("attributions", filter.attributions(), Attribution.UNRECOGNIZED, faults);
        checkMembers("authorities", filter.authorities(), Authority.UNRECOGNIZED, faults);
        var points = filter.minimumPoints();
        if (points != null && (points < LEAST_POINTS || points > 1_000)) {
            faults.add(new ProblemError(
                    "/filter/minimumPoints", "range", "has to be from 3, which confirm in any case, to 1000"));
        }
        if (filter.minimumStatus() == PositionStatus.UNRECOGNIZED) {
            faults.add(new ProblemError("/filter/minimumStatus", "enum", "has to be PROVISIONAL or ESTABLISHED"));
        }
        addContradictions(filter, faults);
        return faults;
    }

    /** Clauses with which nothing can ever match. */
    private static void addContradictions(Filter filter, List<ProblemError> faults) {
        checkNever("classes", filter.classes(), NEVER_SHIFTS, "names only classes that are no shifts", faults);
        checkNever("attributions", filter.attributions(), WEIGHTLESS, "names only what never confirms a shift", faults);
        checkNever("authorities", filter.authorities(), POWERLESS, "names only what never confirms a shift", faults);
        if (!filter.notices().isEmpty() && !filter.kinds().contains(AlertFamily.NOTICE)) {
            faults.add(never("notices", "needs NOTICE among the kinds"));
        }
        if (!filter.kinds().equals(Set.of(AlertFamily.NOTICE))) {
            return;
        }
        // Nothing but notices: they have neither class nor confirming statement, and some have no position.
        checkNoneOf("classes", filter.classes(), faults);
        checkNoneOf("attributions", filter.attributions(), faults);
        checkNoneOf("authorities", filter.authorities(), faults);
        if (!filter.notices().isEmpty() && WITHOUT_POSITION.containsAll(filter.notices())) {
            checkNoneOf("holders", filter.holders(), faults);
            checkNoneOf("issues", filter.issues(), faults);
            checkNoneOf("topics", filter.topics(), faults);
        }
    }

    private static <T> void checkNever(
            String clause, Set<T> members, Set<T> never, String detail, List<ProblemError> faults) {
        if (!members.isEmpty() && never.containsAll(members)) {
            faults.add(never(clause, detail));
        }
    }

    private static void checkNoneOf(String clause, Set<?> members, List<ProblemError> faults) {
        if (!members.isEmpty()) {
            faults.add(never(clause, "is nothing that the notices asked for have"));
        }
    }

    private static ProblemError never(String clause, String detail) {
        return new ProblemError("/filter/" + clause, "never-matches", detail);
    }

    private static void checkMembers(
            String clause, Collection<?> members, @Nullable Object unrecognized, List<ProblemError> faults) {
        if (members.size() > MOST_MEMBERS) {
            faults.add(new ProblemError("/filter/" + clause, "count", "has more than 1000 members"));
        }
        if (unrecognized != null && members.contains(unrecognized)) {
            faults.add(new ProblemError("/filter/" + clause, "enum", "has a member that is not known here"));
        }
    }
}
