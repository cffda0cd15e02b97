package org.diplofeed.timeline.projection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.diplofeed.timeline.projection.Sql.Column;

/**
 * Rows in the binary format of COPY (Postgres' documentation, "COPY", "Binary Format"): numbers and times are not made
 * text here and numbers there again.
 */
final class BinaryCopy {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short END = -1;
    private static final int NULL = -1;
    private static final int TEXT_OID = 25;
    private static final int ROOM = 1 << 16;

    private ByteBuffer buffer = ByteBuffer.allocate(ROOM);

    private BinaryCopy() {}

    /** The rows as they are sent. */
    static <R> byte[] of(Collection<R> rows, List<Column<R>> columns) {
        var copy = new BinaryCopy();
        copy.room(HEADER.length).put(HEADER);
        for (var row : rows) {
            copy.room(Short.BYTES).putShort((short) columns.size());
            for (var column : columns) {
                var value = column.value().apply(row);
                if (value == null) {
                    copy.room(Integer.BYTES).putInt(NULL);
                } else {
                    column.type().field(value, copy);
                }
            }
        }
        copy.room(Short.BYTES).putShort(END);
        return Arrays.copyOf(copy.buffer.array(), copy.buffer.position());
    }

    void bytes(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
    }

    void number(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    void flag(boolean value) {
        room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    }

    /** An array of texts, none of them null. */
    void texts(Collection<?> texts) {
        int start = room(Integer.BYTES).position();
        buffer.putInt(0);
        if (texts.isEmpty()) {
            room(3 * Integer.BYTES).putInt(0).putInt(0).putInt(TEXT_OID);
        } else {
            room(5 * Integer.BYTES)
                    .putInt(1)
                    .putInt(0)
                    .putInt(TEXT_OID)
                    .putInt(texts.size())
                    .putInt(1);
            for (var text : texts) {
                bytes(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        buffer.putInt(start, buffer.position() - start - Integer.BYTES);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int more = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), more)).position(buffer.position());
        }
        return buffer;
    }
}
