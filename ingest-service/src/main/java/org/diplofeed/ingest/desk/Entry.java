package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.diplofeed.events.EventType;
import org.diplofeed.events.StreamId;

/**
 * What an accepted command writes: one event, and what it changes.
 *
 * @param id of the thing that it is about, as its address has it
 * @param time valid time
 * @param data the event's data as it goes onto the log
 */
public record Entry(String id, StreamId stream, EventType type, Instant time, ObjectNode data, Change change) {}
