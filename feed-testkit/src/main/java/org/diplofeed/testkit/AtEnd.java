package org.diplofeed.testkit;

/** Clearing up when the tests' JVM ends. */
final class AtEnd {
    private AtEnd() {}

    /** What may fail with anything: the end of the JVM has nobody to catch it but its standard error. */
    @FunctionalInterface
    interface Clearing {
        void run() throws Exception;
    }

    static void run(Clearing clearing) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                clearing.run();
            } catch (Exception e) {
                throw new IllegalStateException("could not clear up after the tests", e);
            }
        }));
    }
}
