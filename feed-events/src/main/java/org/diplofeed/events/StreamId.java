package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

/**
 * The stream of events about one thing: its kind and its subject, {@code statement/st.x}. Its events have versions 1,
 * 2, 3 … without a hole.
 */
public record StreamId(StreamKind kind, String subject) {
    public StreamId {
        requireNonNull(kind, "kind");
        requireNonNull(subject, "subject");
    }

    /**
     * Reads {@code kind/subject}.
     *
     * @throws MalformedEvent if it is no stream id of a known kind
     */
    public static StreamId parse(String text) {
        int slash = text.indexOf('/');
        if (slash > 0 && slash < text.length() - 1) {
            String prefix = text.substring(0, slash);
            for (var kind : StreamKind.values()) {
                if (kind.prefix().equals(prefix)) {
                    return new StreamId(kind, text.substring(slash + 1));
                }
            }
        }
        throw new MalformedEvent("not a stream id: expected kind/subject with a known kind");
    }

    /** {@code kind/subject}: the Kafka key. */
    @Override
    public String toString() {
        return kind.prefix() + "/" + subject;
    }
}
