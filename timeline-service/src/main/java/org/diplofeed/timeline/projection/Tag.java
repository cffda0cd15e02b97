package org.diplofeed.timeline.projection;

/** What a tag says of a record. The prefixes stand in stored rows and never change. */
public enum Tag {
    ACTOR("a:"),
    SPEAKER("s:"),
    HOLDER("h:"),
    ISSUE("i:"),
    CLAIM("c:"),
    MEETING("m:"),
    ATTRIBUTION("t:"),
    SPEECH_ACT("v:"),
    /** A meeting's place, by name or country, in lower case. */
    PLACE("p:"),
    /** The document that a document revises. */
    REVISES("r:"),
    /** A statement that a statement speaks of. */
    ABOUT("o:");

    private final String prefix;

    Tag(String prefix) {
        this.prefix = prefix;
    }

    /** The tag as it stands in a row. */
    public String of(String value) {
        return prefix + value;
    }
}
