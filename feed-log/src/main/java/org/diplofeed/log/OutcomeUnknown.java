package org.diplofeed.log;

/**
 * The connection to the database broke while a commit was under way: the command may have taken effect or not. Only its
 * idempotency key can tell; a blind retry could do it twice.
 */
public final class OutcomeUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknown() {
        super("the connection to the database broke during a commit");
    }
}
