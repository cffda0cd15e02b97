package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What Postgres can store as text: neither NUL nor a lone surrogate. */
final class StorableText {
    private StorableText() {}

    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    static boolean isStreamId(String text) {
        return !text.isEmpty()
                && text.length() <= NewEvent.MAX_STREAM_ID_BYTES
                && isStorable(text)
                && text.getBytes(UTF_8).length <= NewEvent.MAX_STREAM_ID_BYTES;
    }
}
