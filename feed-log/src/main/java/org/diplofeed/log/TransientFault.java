package org.diplofeed.log;

import java.sql.SQLTransientException;

/** A projection failed in a way that a later attempt may not: nothing is parked, the batch comes again. */
final class TransientFault extends SQLTransientException {
    private static final long serialVersionUID = 1L;

    TransientFault(Throwable cause) {
        super("a projection failed transiently", cause);
    }
}
