package org.diplofeed.events;

/**
 * An event that cannot be read. The message says what is wrong and where, and never quotes the event's data: that may
 * be restricted.
 */
public class MalformedEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedEvent(String message) {
        super(message);
    }

    public MalformedEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
