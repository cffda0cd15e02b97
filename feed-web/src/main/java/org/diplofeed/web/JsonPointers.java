package org.diplofeed.web;

/** Builds JSON pointers (RFC 6901). */
public final class JsonPointers {
    private JsonPointers() {}

    /** The pointer of a member of the object at {@code parent}. */
    public static String member(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer of an element of the array at {@code parent}. */
    public static String element(String parent, int index) {
        return parent + "/" + index;
    }
}
