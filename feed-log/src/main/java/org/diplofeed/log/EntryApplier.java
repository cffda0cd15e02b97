package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands entries to the projection: all at once, or, when that failed, ever smaller parts until the culprits are alone.
 */
final class EntryApplier {
    private static final int LONGEST_FAULT = 1_000;

    private final Projection projection;

    EntryApplier(Projection projection) {
        this.projection = projection;
    }

    /** What may become too much. */
    interface Budget {
        /**
         * Counts one more refused stream.
         *
         * @throws TooManyParked when that is too many
         */
        void spend(String fault) throws SQLException;
    }

    /** Applies everything, or throws {@link Poison} when nobody but the entries can be blamed. */
    void applyAll(Connection connection, List<LogEntry> entries) throws SQLException, Poison {
        var fault = attempt(connection, entries);
        if (fault != null) {
            throw new Poison(fault);
        }
    }

    /**
     * Applies what can be applied, in order. A failing part is rolled back to its savepoint and halved, down to the
     * single event, whose stream is refused there; what follows in that stream waits behind it.
     */
    void isolate(Connection connection, List<LogEntry> entries, Map<String, StreamState> states, Budget budget)
            throws SQLException {
        var live = entries.stream()
                .filter(entry -> !isBehind(stateOf(states, entry), entry))
                .toList();
        if (live.isEmpty()) {
            return;
        }
        var before = connection.setSavepoint();
        var fault = attempt(connection, live);
        if (fault == null) {
            connection.releaseSavepoint(before);
            return;
        }
        connection.rollback(before);
        if (live.size() == 1) {
            var description = describe(fault);
            stateOf(states, live.getFirst()).refuse(live.getFirst(), description);
            budget.spend(description);
            return;
        }
        int middle = live.size() / 2;
        isolate(connection, live.subList(0, middle), states, budget);
        isolate(connection, live.subList(middle, live.size()), states, budget);
    }

    private String describe(Throwable fault) {
        var words = projection.explain(fault).orElseGet(() -> Faults.describe(fault));
        var line = words.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_FAULT ? line : line.substring(0, LONGEST_FAULT) + "…";
    }

    private static boolean isBehind(StreamState state, LogEntry entry) {
        if (!state.isRefused()) {
            return false;
        }
        state.await(entry);
        return true;
    }

    private static StreamState stateOf(Map<String, StreamState> states, LogEntry entry) {
        var state = states.get(entry.streamId());
        if (state == null) {
            throw new IllegalStateException("no state was loaded for a stream of the batch");
        }
        return state;
    }

    /** The failure that the entries are to blame for, or null. Checks what a commit would check. */
    // Deep nesting in an event overflows a stack: that is poison like any other.
    @SuppressWarnings("CatchingUnchecked")
    private @Nullable Throwable attempt(Connection connection, List<LogEntry> entries) throws SQLException {
        try {
            projection.apply(connection, entries);
            try (var check = connection.createStatement()) {
                check.execute("set constraints all immediate");
            }
            return null;
        } catch (Exception | StackOverflowError e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (Faults.isTransient(e)) {
                throw new TransientFault(e);
            }
            return e;
        }
    }
}
