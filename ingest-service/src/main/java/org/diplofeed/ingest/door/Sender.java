package org.diplofeed.ingest.door;

/**
 * Who sends a request, as the token says.
 *
 * @param subject who signs for what is recorded
 * @param operator whether the sender may define anew what is defined
 */
public record Sender(String subject, boolean operator) {}
