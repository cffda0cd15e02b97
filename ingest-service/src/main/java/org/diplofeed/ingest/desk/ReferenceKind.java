package org.diplofeed.ingest.desk;

import org.diplofeed.events.EventType;
import org.diplofeed.events.StreamKind;

/** The kinds of entity that records refer to. */
public enum ReferenceKind {
    ACTOR("actor", "actorId", StreamKind.ACTOR, EventType.ACTOR_DEFINED),
    ISSUE("issue", "issueId", StreamKind.ISSUE, EventType.ISSUE_DEFINED),
    CLAIM("claim", "claimId", StreamKind.CLAIM, EventType.CLAIM_DEFINED);

    private final String word;
    private final String idProperty;
    private final StreamKind streams;
    private final EventType defined;

    ReferenceKind(String word, String idProperty, StreamKind streams, EventType defined) {
        this.word = word;
        this.idProperty = idProperty;
        this.streams = streams;
        this.defined = defined;
    }

    /** The kind in a word; also the name of its schema. */
    public String word() {
        return word;
    }

    /** The property that holds its id. */
    public String idProperty() {
        return idProperty;
    }

    /** The kind of stream that its definitions are in. */
    public StreamKind streams() {
        return streams;
    }

    /** The event that defines one. */
    public EventType defined() {
        return defined;
    }
}
