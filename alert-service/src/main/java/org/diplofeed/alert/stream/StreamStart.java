package org.diplofeed.alert.stream;

/**
 * Where a stream begins.
 *
 * @param place after which
 * @param after the alert there, or {@code earliest}: for the reader to compare with what it asked for
 * @param gap whether what it asked for is not there any more
 */
record StreamStart(long place, String after, boolean gap) {
    static final String EARLIEST = "earliest";
}
