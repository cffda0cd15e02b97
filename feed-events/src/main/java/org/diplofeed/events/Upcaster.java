package org.diplofeed.events;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Brings the data of one type of event from one schema version to the next. Old events are never rewritten on the log;
 * they are lifted, step by step, whenever they are read.
 */
interface Upcaster {
    /** The type whose data it lifts. */
    EventType type();

    /** The version that it takes; what it gives is one more. */
    int from();

    /** Lifts a document, which it may change in place: it is a copy. */
    ObjectNode lift(ObjectNode data);
}
