package org.diplofeed.ingest.door;

/** The roles of tokens that this service knows. */
public final class Roles {
    /** May put things on the record. */
    public static final String PUBLISHER = "publisher";

    /** May define reference entities anew. */
    public static final String OPERATOR = "operator";

    private Roles() {}
}
