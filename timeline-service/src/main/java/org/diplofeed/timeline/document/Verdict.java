package org.diplofeed.timeline.document;

/** What a party says to a version of a document. */
public enum Verdict {
    /** It supports it, or agrees to it. */
    ENDORSES,
    /** It is explicitly undecided, or supports parts and rejects others. */
    RESERVED,
    /** It rejects it. */
    REJECTS,
    /** It speaks of it and takes no side. */
    SPEAKS_OF
}
