package org.diplofeed.events;

/** The topics of the log. Nothing on them is compacted or expires. */
public enum Topic {
    STATEMENTS("statements"),
    MEETINGS("meetings"),
    REFERENCE("reference"),
    SHIFTS("shifts");

    private final String suffix;

    Topic(String suffix) {
        this.suffix = suffix;
    }

    /** The topic's name under a prefix, by default {@code diplofeed.}. */
    public String name(String prefix) {
        return prefix + suffix;
    }
}
