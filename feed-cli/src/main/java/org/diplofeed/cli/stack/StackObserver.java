package org.diplofeed.cli.stack;

import java.time.Duration;

/** Is told what the stack does, as it does it; calls come from several threads. */
public interface StackObserver {
    /** Something runs: what, where, and how long it took to get there. */
    void started(String name, String where, Duration took);

    /** Something stopped because it was asked to. */
    void stopped(String name, Duration took);

    /** A service ended without being asked to; with the end of its log. */
    void died(String name, int status, String endOfLog);

    /** Nothing happens, so the next start is being made faster, once after each build. */
    void preparingNextStart();

    /** The next start will be faster. */
    void preparedNextStart(Duration took);

    /** Watches in silence. */
    StackObserver SILENT = new StackObserver() {
        @Override
        public void started(String name, String where, Duration took) {}

        @Override
        public void stopped(String name, Duration took) {}

        @Override
        public void died(String name, int status, String endOfLog) {}

        @Override
        public void preparingNextStart() {}

        @Override
        public void preparedNextStart(Duration took) {}
    };
}
