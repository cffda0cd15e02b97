package org.diplofeed.timeline.position;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** domain.md's "Alert stream", a second time: what one recorded event after another makes worth telling, in words. */
final class ReferenceStream {
    private final Map<ShiftRef, Integer> occurrences = new HashMap<>();
    private final Set<ShiftRef> alerted = new HashSet<>();
    private final Set<NoticeRef> raised = new HashSet<>();
    private ReferenceFold before = ReferenceFold.of(List.of());

    /** What is told once the fold is this one. */
    List<String> tell(ReferenceFold after) {
        var stream = new ArrayList<String>();
        var shiftsBefore = shifts(before);
        var shiftsAfter = shifts(after);
        boolean current = !line(before).equals(line(after));
        for (ShiftRef shift : shiftsAfter) {
            if (!shiftsBefore.contains(shift)) {
                int occurrence = occurrences.merge(shift, 1, Integer::sum);
                alerted.remove(shift);
                if (current) {
                    alerted.add(shift);
                }
                stream.add((current ? "ALERT " : "HISTORY_REVISED CONFIRMED ") + word(shift) + " #" + occurrence);
            }
        }
        for (ShiftRef shift : shiftsBefore) {
            if (!shiftsAfter.contains(shift)) {
                stream.add((current ? "WITHDRAWN " : "HISTORY_REVISED VANISHED ")
                        + word(shift)
                        + " #"
                        + occurrences.get(shift)
                        + (alerted.contains(shift) ? " to those alerted" : ""));
            }
        }
        var noticesBefore = new TreeSet<>(before.notices);
        var noticesAfter = new TreeSet<>(after.notices);
        var either = new TreeSet<>(noticesBefore);
        either.addAll(noticesAfter);
        for (NoticeRef notice : either) {
            if (!noticesBefore.contains(notice) && raised.add(notice)) {
                stream.add("RAISED " + word(notice));
            }
            if (!noticesAfter.contains(notice)) {
                stream.add("CLOSED " + word(notice));
            }
        }
        before = after;
        return stream;
    }

    private static Set<ShiftRef> shifts(ReferenceFold fold) {
        var shifts = new TreeSet<ShiftRef>();
        fold.shifts.forEach(shift -> shifts.add(shift.id()));
        return shifts;
    }

    /** What "the current position" means: its stance, firmness and condition keys. */
    private static String line(ReferenceFold fold) {
        return fold.stands ? fold.stance + " " + fold.firmness + " " + fold.keys : "none";
    }

    static String word(ShiftRef shift) {
        return shift.confirmedBy() + " " + shift.classification();
    }

    static String word(NoticeRef notice) {
        return notice.statementId() + " " + notice.kind();
    }
}
