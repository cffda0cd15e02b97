package org.diplofeed.alert.subscription;

import java.util.List;
import org.diplofeed.alert.match.AlertFamily;
import org.diplofeed.alert.timing.QuietHours;
import org.diplofeed.alert.timing.Timing;
import org.diplofeed.web.JsonPointers;
import org.diplofeed.web.ProblemError;
import org.jspecify.annotations.Nullable;

/** What the timing that a client asks for has to be. */
final class TimingDraft {
    private static final int MOST_MUTES = 500;
    private static final int LEAST_URGENT = 9;

    private TimingDraft() {}

    /** What is wrong with it, with pointers into the document of a subscription. */
    static void check(Timing timing, List<ProblemError> faults) {
        checkQuietHours(timing.quietHours(), faults);
        var urgency = timing.breakThroughUrgency();
        if (urgency != null && (urgency < 1 || urgency > LEAST_URGENT)) {
            faults.add(new ProblemError("/breakThroughUrgency", "range", "has to be from 1, the most urgent, to 9"));
        }
        if (timing.mutes().size() > MOST_MUTES) {
            faults.add(new ProblemError("/mutes", "count", "has more than " + MOST_MUTES + " members"));
        }
        for (int i = 0; i < timing.mutes().size(); i++) {
            var mute = timing.mutes().get(i);
            if (mute.holder() == null && mute.issue() == null) {
                faults.add(new ProblemError(
                        JsonPointers.element("/mutes", i), "required", "needs a holder, an issue, or both"));
            }
        }
        if (timing.immediately() != null && timing.immediately().contains(AlertFamily.UNRECOGNIZED)) {
            faults.add(new ProblemError("/immediately", "enum", "has a member that is not known here"));
        }
    }

    private static void checkQuietHours(@Nullable QuietHours hours, List<ProblemError> faults) {
        if (hours != null && hours.from().equals(hours.to())) {
            faults.add(new ProblemError(
                    "/quietHours/to", "range", "has to be another time than from: to be quiet all day, pause"));
        }
    }
}
