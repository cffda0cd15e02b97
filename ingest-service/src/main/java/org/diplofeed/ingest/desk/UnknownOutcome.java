package org.diplofeed.ingest.desk;

/** The transaction failed, or broke while it committed: sending the same again under the same id finds out. */
public class UnknownOutcome extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownOutcome(Throwable cause) {
        super("the transaction failed", cause);
    }
}
