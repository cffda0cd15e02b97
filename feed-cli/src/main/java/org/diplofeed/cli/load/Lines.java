package org.diplofeed.cli.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Splits bytes into lines, through a buffer of its own. */
final class Lines {
    private final InputStream text;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;

    Lines(InputStream text) {
        this.text = text;
    }

    /** The next line without its end, or null at the end. */
    byte @Nullable [] next() throws IOException {
        var line = new ByteArrayOutputStream(1_024);
        boolean any = false;
        while (fill()) {
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, position, end - position);
            boolean ended = end < limit;
            position = ended ? end + 1 : end;
            if (ended) {
                break;
            }
        }
        return any ? line.toByteArray() : null;
    }

    /** Whether more can be read without waiting. */
    boolean ready() throws IOException {
        return position < limit || text.available() > 0;
    }

    private boolean fill() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, text.read(buffer));
        return limit > 0;
    }
}
