package org.diplofeed.log;

/** Thrown by a {@link Projection} that cannot go on now, through no fault of the event. */
public final class RetryLater extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what is missing; never content of an event */
    public RetryLater(String message) {
        super(message);
    }
}
