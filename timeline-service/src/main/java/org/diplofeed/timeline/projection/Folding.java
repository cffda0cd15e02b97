package org.diplofeed.timeline.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folds something of which all parts were copied, in the order of its keys, into tables that hold none of it yet. */
public sealed interface Folding permits PositionFolding, ClaimFolding {
    /** Its name in what is kept of how far it is. */
    String what();

    /** How many parts there are to fold. */
    String countQuery();

    /**
     * Folds what comes behind a key.
     *
     * @param reader in a transaction of its own, whose snapshot holds all parts
     * @param after the key behind which to go on; null for all
     * @param most after so many parts the sink is given what is folded, at the end of the key
     */
    void fold(Connection reader, @Nullable List<String> after, int most, Sink sink) throws SQLException;

    /** Some of it, folded. */
    interface Folded {
        /** Copies it. */
        void copy(Connection connection) throws SQLException;
    }

    /** Takes what is folded. */
    @FunctionalInterface
    interface Sink {
        /**
         * Some of it.
         *
         * @param last the last key of it; null if it is none
         * @param parts of how many parts it was folded
         */
        void take(Folded folded, @Nullable List<String> last, long parts) throws SQLException;
    }
}
