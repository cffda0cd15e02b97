package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What Postgres can store as text: neither NUL nor a lone surrogate. */
final class StorableText {
    private StorableText() {}

    static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    static boolean isStreamId(String text) {
        return !text.isEmpty()
                && text.length() <= NewEvent.MAX_STREAM_ID_BYTES
                && isStorable(text)
                && text.getBytes(UTF_8).length <= NewEvent.MAX_STREAM_ID_BYTES;
    }
}
