package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import org.diplofeed.web.MergePatch;
import org.jspecify.annotations.Nullable;

/**
 * What a correction makes of a record.
 *
 * @param whole whether {@code content} is the replacement rather than a patch
 * @param content the replacement or the merge patch
 */
public record Correction(boolean whole, ObjectNode content) {

    /** The document after it. */
    public ObjectNode result(RecordState record) {
        return whole ? filledIn(record) : MergePatch.apply(record.document(), content);
    }

    /** JSON pointers of what it sets. */
    public Set<String> touched(RecordState record) {
        return whole ? MergePatch.differences(record.document(), filledIn(record)) : MergePatch.touched(content);
    }

    /** The record after it. */
    public RecordState after(RecordState record, String by, @Nullable Instant held) {
        return record.corrected(result(record), new Edit(record.version() + 1, by, touched(record)), held);
    }

    /** A replacement may leave out what the record is called. */
    private ObjectNode filledIn(RecordState record) {
        var result = content.deepCopy();
        switch (record.kind()) {
            case STATEMENT -> result.put("statementId", record.id());
            case MEETING_REPORT ->
                result.put("reportId", record.id())
                        .put("meetingId", record.stream().subject());
        }
        return result;
    }
}
