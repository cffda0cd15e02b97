package org.diplofeed.log;

/** The broker does not answer, or has no such topic. */
public final class LogUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogUnreachable(Throwable cause) {
        super("the log cannot be read: " + Faults.describe(cause), cause);
    }
}
