package org.diplofeed.alert.timing;

/** Why an alert goes out in a digest and not at once. */
public enum HeldBack {
    /** The subscription is paused: until it is resumed. */
    PAUSED,
    SNOOZED,
    MUTED,
    QUIET_HOURS,
    /** What it is about was old when it was recorded: at the time of the digests. */
    BACKFILL,
    /** Its kind is not among those that the subscription wants at once: at the time of the digests. */
    DIGEST;

    /** Whether it waits for the time of the digests, and not for the end of a silence. */
    public boolean waitsForSchedule() {
        return this == BACKFILL || this == DIGEST;
    }
}
