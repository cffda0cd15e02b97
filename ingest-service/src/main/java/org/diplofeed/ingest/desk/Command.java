package org.diplofeed.ingest.desk;

import java.time.Instant;
import java.util.Set;
import org.diplofeed.events.StreamId;

/** Something that somebody wants to put on the record. It decides by itself, from nothing but its arguments. */
public interface Command {
    /** What it must see to decide, and what it may change. */
    Needs needs();

    /** The streams that it may append to; what it needs to see is loaded and locked by now. */
    Set<StreamId> streams(OnRecord onRecord);

    /** Whether it may be put on the record. Pure: the clock is an argument. */
    Decision decide(OnRecord onRecord, Instant now);
}
