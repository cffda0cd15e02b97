package org.diplofeed.cli.load;

/**
 * One event as it is sent.
 *
 * @param number its place in the file, from 1: the line of NDJSON, else the event's or the row's number; 0 for what no
 *     place in the file says alone
 * @param text JSON without a line break
 */
// Handed over once, from the reader to the sender: a wrapper around a copy would only cost.
@SuppressWarnings("ArrayRecordComponent")
public record EventLine(long number, byte[] text) {}
