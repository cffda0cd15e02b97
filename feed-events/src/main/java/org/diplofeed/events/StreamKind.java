package org.diplofeed.events;

/** What streams there are. A stream is on one topic for ever. */
public enum StreamKind {
    ACTOR("actor", Topic.REFERENCE),
    ISSUE("issue", Topic.REFERENCE),
    CLAIM("claim", Topic.REFERENCE),
    STATEMENT("statement", Topic.STATEMENTS),
    MEETING("meeting", Topic.MEETINGS),
    /** Events that are derived: of a position, or of a meeting or a claim. */
    POSITION("position", Topic.SHIFTS),
    MEETING_NOTICES("meeting-notices", Topic.SHIFTS),
    CLAIM_NOTICES("claim-notices", Topic.SHIFTS),
    DOCUMENT_NOTICES("document-notices", Topic.SHIFTS);

    private final String prefix;
    private final Topic topic;

    StreamKind(String prefix, Topic topic) {
        this.prefix = prefix;
        this.topic = topic;
    }

    /** What stands before the subject in a stream id. */
    public String prefix() {
        return prefix;
    }

    /** The topic that streams of this kind are on. */
    public Topic topic() {
        return topic;
    }

    /** The stream of a subject. */
    public StreamId of(String subject) {
        return new StreamId(this, subject);
    }
}
