package org.diplofeed.log;

/** A projection could not apply a batch, and a later attempt would not help: some of its events must be parked. */
final class Poison extends Exception {
    private static final long serialVersionUID = 1L;

    Poison(Throwable cause) {
        super("a projection refused a batch", cause);
    }
}
