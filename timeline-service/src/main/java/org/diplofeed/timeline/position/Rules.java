package org.diplofeed.timeline.position;

import java.time.Duration;

/**
 * The parameters of the fold.
 *
 * @param window W, of valid time: how long a candidate stays open, and how near two voices are to be mixed signals
 * @param pointsToConfirm the points from which a candidate is confirmed and a position established
 */
public record Rules(Duration window, int pointsToConfirm) {
    /** 72 hours, 3 points. */
    public static final Rules STANDARD = new Rules(Duration.ofDays(3), 3);

    public Rules {
        if (window.isNegative() || window.isZero() || pointsToConfirm < 1) {
            throw new IllegalArgumentException("the window and the points to confirm must be positive");
        }
    }
}
