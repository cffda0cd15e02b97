package org.diplofeed.ingest.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.diplofeed.web.StrictJson;
import org.jspecify.annotations.Nullable;

/** Splits a body of any length into lines, never holding more than one line of bounded length. */
final class Lines {
    private static final int BUFFER = 1 << 16;

    /**
     * A line without its end.
     *
     * @param bytes what it holds; null for a line that is too long, whose content is skipped
     */
    // Handed over once, from the splitter to the parser: a wrapper around a copy would only cost.
    @SuppressWarnings("ArrayRecordComponent")
    record Line(long number, byte @Nullable [] bytes) {}

    private final InputStream body;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long number;

    Lines(InputStream body) {
        this.body = body;
    }

    /** The next line that is not blank, or null at the end. */
    @Nullable
    Line next() throws IOException {
        while (true) {
            var line = read();
            if (line == null || line.bytes() == null || !blank(line.bytes())) {
                return line;
            }
        }
    }

    /** Whether the next line can be had without waiting for the sender, as far as is known. */
    boolean ready() throws IOException {
        return position < limit || body.available() > 0;
    }

    private @Nullable Line read() throws IOException {
        var text = new ByteArrayOutputStream();
        boolean any = false;
        boolean tooLong = false;
        while (fill()) {
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            if (text.size() + (end - position) > StrictJson.MAX_BYTES) {
                tooLong = true;
                text.reset();
            } else if (!tooLong) {
                text.write(buffer, position, end - position);
            }
            boolean ended = end < limit;
            position = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        return any ? new Line(++number, tooLong ? null : text.toByteArray()) : null;
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, body.read(buffer));
        return limit > 0;
    }

    private static boolean blank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
