package org.diplofeed.log;

import java.sql.SQLException;

/**
 * The database refused a transaction, and nothing of it happened. Says the kind and the place of the failure and not
 * what the database said, which may quote the refused row; hence it has no cause either.
 */
public final class TransactionFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;
    private final boolean temporary;

    TransactionFailed(SQLException fault) {
        super(Faults.describe(fault));
        this.sqlState = Faults.stateOf(fault);
        this.temporary = Faults.isTransient(fault);
        setStackTrace(fault.getStackTrace());
    }

    /** The SQLSTATE; empty when there is none. */
    public String sqlState() {
        return sqlState;
    }

    /** Whether the same command may succeed later. */
    public boolean isTemporary() {
        return temporary;
    }
}
