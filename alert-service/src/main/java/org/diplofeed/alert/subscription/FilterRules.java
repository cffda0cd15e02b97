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
        if (!filter.classes().isEmpty() && NEVER_SHIFTS.containsAll(filter.classes())) {
            faults.add(new ProblemError("/filter/classes", "never-matches", "names only classes that are no shifts"));
        }
        if (!filter.notices().isEmpty() && !filter.kinds().contains(AlertFamily.NOTICE)) {
            faults.add(new ProblemError("/filter/notices", "never-matches", "needs NOTICE among the kinds"));
        }
        return faults;
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
