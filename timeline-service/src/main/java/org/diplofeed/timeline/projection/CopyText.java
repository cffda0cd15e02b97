package org.diplofeed.timeline.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.diplofeed.events.MalformedEvent;
import org.postgresql.PGConnection;

/** Rows as COPY takes them: made apart from the copying, so that the next rows can be made meanwhile. */
final class CopyText {
    private static final int BYTES_A_ROW = 400;
    private static final int BUFFER = 1 << 16;

    private final ByteBuffer rows;

    private CopyText(ByteBuffer rows) {
        this.rows = rows;
    }

    /** @throws MalformedEvent if a text cannot be written in UTF-8, as a driver would refuse it */
    static <R> CopyText of(Collection<R> rows, List<Sql.Column<R>> columns) {
        var text = new StringBuilder(rows.size() * BYTES_A_ROW);
        for (var row : rows) {
            char separator = 0;
            for (var column : columns) {
                if (separator != 0) {
                    text.append(separator);
                }
                separator = '\t';
                var value = column.type().element(column.value().apply(row));
                if (value == null) {
                    text.append("\\N");
                } else {
                    escape(value.toString(), text);
                }
            }
            text.append('\n');
        }
        try {
            return new CopyText(UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
        } catch (CharacterCodingException _) {
            throw new MalformedEvent("a text that is not Unicode");
        }
    }

    private static void escape(String value, StringBuilder text) {
        int plainFrom = 0;
        for (int i = 0; i < value.length(); i++) {
            char letter = switch (value.charAt(i)) {
                case '\\' -> '\\';
                case '\n' -> 'n';
                case '\r' -> 'r';
                case '\t' -> 't';
                default -> 0;
            };
            if (letter != 0) {
                text.append(value, plainFrom, i).append('\\').append(letter);
                plainFrom = i + 1;
            }
        }
        text.append(value, plainFrom, value.length());
    }

    /**
     * Copies the rows.
     *
     * @param into the table and its columns, as in {@code record (kind, id)}
     */
    void into(Connection connection, String into) throws SQLException {
        if (rows.remaining() == 0) {
            return;
        }
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy " + into + " from stdin",
                            new ByteArrayInputStream(rows.array(), rows.arrayOffset(), rows.remaining()),
                            BUFFER);
        } catch (IOException e) {
            throw new SQLException("rows could not be copied", e);
        }
    }
}
