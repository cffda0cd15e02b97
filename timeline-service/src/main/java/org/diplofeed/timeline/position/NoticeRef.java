package org.diplofeed.timeline.position;

import java.util.Comparator;
import org.diplofeed.events.NoticeKind;

/** What tells a notice from others of the same position: the statement that it names, and its kind. */
public record NoticeRef(String statementId, NoticeKind kind) implements Comparable<NoticeRef> {
    private static final Comparator<NoticeRef> ORDER = Comparator.comparing(NoticeRef::statementId)
            .thenComparing(ref -> ref.kind().name());

    @Override
    public int compareTo(NoticeRef other) {
        return ORDER.compare(this, other);
    }
}
