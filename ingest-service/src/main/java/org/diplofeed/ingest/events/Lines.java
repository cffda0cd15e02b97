package org.diplofeed.ingest.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.diplofeed.web.StrictJson;
import org.jspecify.annotations.Nullable;

/** Splits a body of any length into lines, never holding more than one line of bounded length. */
final class Lines {
    /** How long a sender may pause in the middle of what it sends. */
    private static final Duration PAUSE = Duration.ofMillis(5);

    /**
     * A line without its end.
     *
     * @param bytes what it holds; null for a line that is too long, whose content is skipped
     */
    // Handed over once, from the splitter to the parser: a wrapper around a copy would only cost.
    @SuppressWarnings("ArrayRecordComponent")
    record Line(long number, byte @Nullable [] bytes) {}

    private final ReadAhead body;
    private byte[] buffer = {};
    private int position;
    private long number;

    Lines(ReadAhead body) {
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

    /** Whether more comes, or the end, without the sender having to be given anything first, as far as is known. */
    boolean ready() throws IOException {
        return position < buffer.length || body.comesWithin(PAUSE);
    }

    private @Nullable Line read() throws IOException {
        var text = new ByteArrayOutputStream();
        boolean any = false;
        boolean tooLong = false;
        while (fill()) {
            any = true;
            int end = position;
            while (end < buffer.length && buffer[end] != '\n') {
                end++;
            }
            if (text.size() + (end - position) > StrictJson.MAX_BYTES) {
                tooLong = true;
                text.reset();
            } else if (!tooLong) {
                text.write(buffer, position, end - position);
            }
            boolean ended = end < buffer.length;
            position = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        return any ? new Line(++number, tooLong ? null : text.toByteArray()) : null;
    }

    private boolean fill() throws IOException {
        if (position < buffer.length) {
            return true;
        }
        var next = body.next();
        position = 0;
        buffer = next == null ? new byte[0] : next;
        return next != null;
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
