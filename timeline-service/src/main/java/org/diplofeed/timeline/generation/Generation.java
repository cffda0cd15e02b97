package org.diplofeed.timeline.generation;

import java.time.Instant;
import org.diplofeed.timeline.position.Rules;
import org.jspecify.annotations.Nullable;

/**
 * One generation of the read model.
 *
 * @param number from 1; a number is never given twice
 * @param rules by which its positions are folded
 * @param budget the share of the time that building it may work, above 0 and at most 1; null while it follows what the
 *     live generation's lag and answers allow
 * @param readyAt when it first stood where the live one stood
 * @param workMillis spent on building it, without pauses
 * @param fault kinds of errors, never their messages; null unless it failed
 */
public record Generation(
        int number,
        State state,
        Phase phase,
        boolean paused,
        Rules rules,
        @Nullable Double budget,
        String startedBy,
        Instant startedAt,
        @Nullable Instant readyAt,
        @Nullable Instant endedAt,
        long workMillis,
        @Nullable String fault) {
    /** What is done with a generation. The names stand in stored rows. */
    public enum State {
        /** It is being made. */
        BUILDING,
        /** It is kept up with the log, live or not. */
        FOLLOWING,
        FAILED,
        CANCELLED,
        RETIRED;

        /** Whether its schema is there. */
        public boolean isKept() {
            return this == BUILDING || this == FOLLOWING || this == FAILED;
        }
    }

    /** How far it is made. The names stand in stored rows. */
    public enum Phase {
        /** What was first said is read from the log and copied into tables without indexes. */
        LOADING,
        /** Positions and claims are folded. */
        FOLDING,
        /** Constraints and indexes are made. */
        INDEXING,
        /** Everything else on the log, and what came meanwhile, is applied as the live generation applies it. */
        CATCHING_UP,
        DONE;

        /** Whether the projection reads the log for it. */
        public boolean follows() {
            return this == CATCHING_UP || this == DONE;
        }
    }

    /** The schema of its tables. */
    public String schema() {
        return schema(number);
    }

    /** The schema of a generation's tables. */
    public static String schema(int number) {
        return "timeline_g" + number;
    }
}
