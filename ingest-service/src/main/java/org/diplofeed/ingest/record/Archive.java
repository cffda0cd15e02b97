package org.diplofeed.ingest.record;

import static org.diplofeed.web.ProblemType.NOT_FOUND;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.diplofeed.ingest.desk.RecordHistory;
import org.diplofeed.ingest.desk.RecordKind;
import org.diplofeed.web.EntityTags;
import org.diplofeed.web.Problem;
import org.jspecify.annotations.Nullable;

/** Reads records back. */
@ApplicationScoped
public class Archive {
    private final RecordHistory history;

    Archive(RecordHistory history) {
        this.history = history;
    }

    /** The record under an address with its versions, or 404, or 304 for a version that the reader has. */
    Response answer(RecordKind kind, String id, @Nullable String ifNoneMatch) throws SQLException {
        var view = history.read(kind, id);
        if (view == null) {
            return Problem.of(NOT_FOUND, "Nothing is on record under this id.").toResponse();
        }
        var tag = EntityTags.of(view.version());
        var answer = tag.equals(ifNoneMatch) ? Response.notModified() : Response.ok(view);
        return answer.header("ETag", tag)
                .header("Cache-Control", "private, no-cache")
                .build();
    }
}
