package org.diplofeed.timeline.meeting;

/** How far the sides of a meeting agree that it is to be, or was. */
public enum Agreement {
    /** No side confirms or denies. */
    NONE,
    /** Some confirm, none denies. */
    UNILATERAL,
    /** Every side confirms. */
    MUTUAL,
    /** One confirms, another denies. */
    DISPUTED,
    /** Denials only. */
    DENIED
}
