package org.diplofeed.timeline.projection;

import java.util.List;
import org.diplofeed.timeline.record.RecordHistory;

/** What is stored of a record: its head, and a row a revision. */
record StoredRecord(RecordKey key, RecordHistory history, List<StoredRevision> revisions) {
    /** Whether anything but its revisions has to be stored. */
    boolean hasHead() {
        return history.link() != null || history.withdrawal() != null || history.voided() != null;
    }
}
