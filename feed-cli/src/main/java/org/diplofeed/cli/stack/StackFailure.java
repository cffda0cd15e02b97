package org.diplofeed.cli.stack;

/** The stack cannot run, for a reason that whoever started it can do something about: the message is for them. */
public final class StackFailure extends RuntimeException {
    /** A failure that needs no further cause. */
    public StackFailure(String message) {
        super(message);
    }

    /** A failure with the fault behind it. */
    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
