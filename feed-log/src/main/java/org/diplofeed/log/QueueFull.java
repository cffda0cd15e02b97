package org.diplofeed.log;

/** Too many commands wait already; nothing was done, and the same command may be sent again later. */
public final class QueueFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueueFull(int capacity) {
        super(capacity + " commands are waiting already");
    }
}
