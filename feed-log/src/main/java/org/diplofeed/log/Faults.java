package org.diplofeed.log;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What a failure means, and how it may be told: by kind and place, never by message, which may quote an event. */
final class Faults {
    private static final int DEEPEST_CAUSE = 5;

    private Faults() {}

    /** Whether the same thing may succeed later, or elsewhere, without anybody changing code or data. */
    static boolean isTransient(@Nullable Throwable fault) {
        var cause = fault;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof RetryLater || cause instanceof InterruptedException) {
                return true;
            }
            if (cause instanceof SQLException sql && isTransient(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isTransient(SQLException fault) {
        if (fault instanceof SQLTransientException || fault instanceof SQLRecoverableException) {
            return true;
        }
        var state = stateOf(fault);
        return isConnectionLost(fault)
                || state.startsWith("40") // deadlock, serialization failure
                || state.startsWith("53") // out of disk, memory, connections
                || state.startsWith("55") // lock not available
                || state.startsWith("58") // system error outside Postgres
                || state.startsWith("25P") // idle in transaction for too long
                || state.equals("25006") // a standby: failover under way
                || state.equals("57014"); // statement timeout
    }

    /** Whether the connection broke, so that nobody knows what became of a commit that was under way. */
    static boolean isConnectionLost(SQLException fault) {
        var state = stateOf(fault);
        return state.startsWith("08") || state.startsWith("57P") || state.isEmpty();
    }

    /** The SQLSTATE of the failure that matters; empty when there is none. */
    static String stateOf(SQLException fault) {
        var next = fault instanceof BatchUpdateException ? fault.getNextException() : null;
        var state = next == null ? fault.getSQLState() : next.getSQLState();
        return state == null ? "" : state;
    }

    /** The kinds of the fault and its causes, and where the first of them arose: fit for logs and operators. */
    static String describe(Throwable fault) {
        var parts = new ArrayList<String>();
        @Nullable Throwable cause = fault;
        while (cause != null && parts.size() < DEEPEST_CAUSE) {
            var kind = cause.getClass().getName();
            parts.add(cause instanceof SQLException sql ? kind + " (SQLSTATE " + sql.getSQLState() + ")" : kind);
            cause = cause.getCause();
        }
        var stack = fault.getStackTrace();
        var place = stack.length == 0 ? "" : " at " + stack[0];
        return String.join(" caused by ", parts) + place;
    }
}
