package org.diplofeed.embedded;

/** A program that was started did not do its work; the message ends with what it said. */
public final class CommandFailed extends IllegalStateException {
    CommandFailed(String message) {
        super(message);
    }
}
