package org.diplofeed.alert.match;

/** What an alert says of the thing it is about. */
public enum AlertKind {
    ISSUED("alert.issued"),
    CORRECTED("alert.corrected"),
    WITHDRAWN("alert.withdrawn"),
    HISTORY_REVISED("history.revised"),
    NOTICE_RAISED("notice.raised"),
    NOTICE_CLOSED("notice.closed");

    private final String type;

    AlertKind(String type) {
        this.type = type;
    }

    /** The {@code type} of the webhook. */
    public String type() {
        return type;
    }

    /** Whether it takes back what an earlier alert said. */
    public boolean takesBack() {
        return this == CORRECTED || this == WITHDRAWN || this == NOTICE_CLOSED;
    }
}
