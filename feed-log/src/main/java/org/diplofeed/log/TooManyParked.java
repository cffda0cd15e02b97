package org.diplofeed.log;

/** More streams would have to be parked than poison explains: somebody deployed a mistake. */
final class TooManyParked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyParked(String fault) {
        super(fault);
    }
}
