package org.diplofeed.timeline.rebuild;

import java.time.Duration;

/** Lets others have the machine between two chunks. */
@FunctionalInterface
interface Pace {
    /**
     * Called after a chunk, outside its transaction.
     *
     * @param work how long the chunk took
     * @throws InterruptedException when the service stops
     */
    void after(Duration work) throws InterruptedException;
}
