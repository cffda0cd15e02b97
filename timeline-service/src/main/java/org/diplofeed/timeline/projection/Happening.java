package org.diplofeed.timeline.projection;

import java.util.List;
import org.diplofeed.events.Cause;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.timeline.record.RecordHistory;

/** One recorded event, and what it made of the records that it is about. */
record Happening(FeedRecord event, Cause cause, List<Touched> touched) {
    /** What one event made of one record. */
    record Touched(RecordKey key, RecordHistory before, RecordHistory after) {}
}
