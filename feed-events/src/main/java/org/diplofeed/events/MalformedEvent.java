package org.diplofeed.events;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event that cannot be read. The message says what is wrong and where, and never quotes the event's data: that may
 * be restricted.
 */
public class MalformedEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String pointer;

    public MalformedEvent(String message) {
        super(message);
        this.pointer = null;
    }

    /** @param pointer where: an RFC 6901 JSON pointer into the document */
    public MalformedEvent(String message, String pointer) {
        super(message + " at " + pointer);
        this.pointer = pointer;
    }

    /** What is wrong with an event, in words, if it was that which could not be read; empty for any other fault. */
    public static Optional<String> explain(Throwable fault) {
        return fault instanceof MalformedEvent malformed
                ? Optional.ofNullable(malformed.getMessage())
                : Optional.empty();
    }

    /** Where in the document, as an RFC 6901 JSON pointer; empty where the document as a whole is at fault. */
    public Optional<String> pointer() {
        return Optional.ofNullable(pointer);
    }

    /** The pointer to a property, or to an item by its index, in the document or deeper in. */
    static String pointerTo(String... steps) {
        var pointer = new StringBuilder();
        for (String step : steps) {
            pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
