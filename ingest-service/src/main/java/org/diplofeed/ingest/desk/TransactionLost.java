package org.diplofeed.ingest.desk;

/** The transaction failed, and would fail again: nothing of it happened. */
public class TransactionLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TransactionLost(Throwable cause) {
        super("the transaction failed", cause);
    }
}
