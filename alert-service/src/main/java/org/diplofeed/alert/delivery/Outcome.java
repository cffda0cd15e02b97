package org.diplofeed.alert.delivery;

import java.time.Duration;

/** What becomes of a delivery after an attempt. */
sealed interface Outcome {
    /** The target has it. */
    record Delivered() implements Outcome {}

    /**
     * Again later.
     *
     * @param pause until then
     * @param throttle how long the whole endpoint is left alone; zero: it is not
     */
    record Retry(Duration pause, Duration throttle) implements Outcome {}

    /** Nothing was sent: its subscription is silent, and the alert goes into a digest instead. */
    record Digested() implements Outcome {}

    /** That was the last attempt. */
    record Exhausted() implements Outcome {}

    /** The target said that it is gone for good: its subscription is disabled at once. */
    record Gone() implements Outcome {}

    /** A challenge that was not met, or a test that failed: told, and not tried again. */
    record Failed() implements Outcome {}
}
