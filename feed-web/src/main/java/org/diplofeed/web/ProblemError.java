package org.diplofeed.web;

import static java.util.Objects.requireNonNull;

/**
 * One fault of a document.
 *
 * @param pointer where: a JSON pointer (RFC 6901) into the document as it was sent; empty for the whole
 * @param code what kind, for machines: {@code required}, {@code unknown-property}, {@code unknown-actor} …
 * @param detail for people; never quotes the document, which may be restricted
 */
public record ProblemError(String pointer, String code, String detail) {
    public ProblemError {
        requireNonNull(pointer, "pointer");
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
    }

    /** The same fault seen from a document that holds this one at a pointer. */
    public ProblemError under(String prefix) {
        return new ProblemError(prefix + pointer, code, detail);
    }
}
