package org.diplofeed.timeline.rebuild;

/** Somebody paused or cancelled what is being built, or the service stops: nothing is wrong. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped() {
        super("stopped", null, false, false);
    }
}
