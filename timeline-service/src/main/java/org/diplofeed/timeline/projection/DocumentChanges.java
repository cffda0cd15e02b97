package org.diplofeed.timeline.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.timeline.record.RecordHistory;
import org.diplofeed.timeline.record.Standing;
import org.jspecify.annotations.Nullable;

/** What a batch does to documents: a version that stands and revises another one is a notice of that other one. */
final class DocumentChanges {
    private DocumentChanges() {}

    static List<Tiding> of(List<Happening> happenings, Documented documented) {
        var tidings = new ArrayList<Tiding>();
        for (int at = 0; at < happenings.size(); at++) {
            for (var touched : happenings.get(at).touched()) {
                if (touched.key().kind() == RecordKey.Kind.STATEMENT) {
                    touch(at, happenings.get(at), touched, documented, tidings);
                }
            }
        }
        return tidings;
    }

    private static void touch(
            int at, Happening happening, Happening.Touched touched, Documented documented, List<Tiding> tidings) {
        var before = revised(touched.before(), documented);
        var after = revised(touched.after(), documented);
        if (Objects.equals(before, after)) {
            return;
        }
        if (before != null) {
            tidings.add(notice(at, happening, before, touched.key().id(), NoticeStatus.CLOSED));
        }
        if (after != null) {
            tidings.add(notice(at, happening, after, touched.key().id(), NoticeStatus.RAISED));
        }
    }

    private static Tiding notice(int at, Happening happening, String document, String revision, NoticeStatus status) {
        return new Tiding.Noticed(
                at,
                Telling.stream(NoticeKind.DOCUMENT_REVISED, document),
                null,
                NoticeKind.DOCUMENT_REVISED,
                revision,
                status,
                false,
                happening.cause().recordedTime());
    }

    /** The document that a statement revises, as far as it stands and may be shown. */
    private static @Nullable String revised(RecordHistory history, Documented documented) {
        return history.standing().stream()
                .filter(Standing::counts)
                .filter(standing -> standing.withdrawal() == null)
                .map(standing -> documented.statement(standing.revision().data()))
                .filter(statement -> !Facets.restricted(statement))
                .map(statement -> {
                    var document = statement.document();
                    return document == null ? null : document.revises();
                })
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
