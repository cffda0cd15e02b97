package org.diplofeed.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * New rows of one table, sent by COPY in Postgres' binary form: the cheapest way in, some three times cheaper for
 * Postgres than an insert. Fields are added row by row in the order of the columns; nothing is sent before
 * {@link #send}.
 *
 * <p>A row that breaks a constraint fails the whole statement. Not for many threads at a time.
 */
public final class CopyRows {
    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(ISO_8859_1);
    private static final int HEADER_BYTES = SIGNATURE.length + 2 * Integer.BYTES;
    private static final int FIRST_CAPACITY = 1 << 14;
    private static final long POSTGRES_EPOCH_SECONDS =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private static final int TEXT_OID = 25;

    private final String statement;
    private final int columns;
    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;
    private int rows;

    /**
     * No rows yet.
     *
     * @param table the table's name, as SQL has it
     * @param columns the columns that get values; the others get their defaults
     */
    public CopyRows(String table, String... columns) {
        this(table + " (" + String.join(", ", columns) + ")", columns.length);
    }

    /**
     * No rows yet.
     *
     * @param into the table and the columns that get values, as in {@code record (kind, id)}
     * @param columns how many these are
     */
    public CopyRows(String into, int columns) {
        this.statement = "copy " + into + " from stdin (format binary)";
        this.columns = columns;
        System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
        this.size = HEADER_BYTES; // The flags and the header's extension are zero.
    }

    /** Begins another row. */
    public CopyRows row() {
        rows++;
        return putShort(columns);
    }

    /** A {@code text}. */
    public CopyRows text(@Nullable String value) {
        return value == null ? absent() : bytea(value.getBytes(UTF_8));
    }

    /** A {@code text[]}, none of whose elements is null. */
    public CopyRows texts(Collection<String> values) {
        int start = size;
        putInt(0);
        putInt(values.isEmpty() ? 0 : 1);
        putInt(0);
        putInt(TEXT_OID);
        if (!values.isEmpty()) {
            putInt(values.size());
            putInt(1);
            values.forEach(this::text);
        }
        int end = size;
        size = start;
        putInt(end - start - Integer.BYTES);
        size = end;
        return this;
    }

    /** A {@code bytea}. */
    public CopyRows bytea(byte[] value) {
        reserve(Integer.BYTES + value.length);
        putInt(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    /** A {@code bigint}. */
    public CopyRows bigint(long value) {
        reserve(Integer.BYTES + Long.BYTES);
        putInt(Long.BYTES);
        putInt((int) (value >>> Integer.SIZE));
        return putInt((int) value);
    }

    /** An {@code integer}. */
    public CopyRows integer(int value) {
        putInt(Integer.BYTES);
        return putInt(value);
    }

    /** A {@code smallint}. */
    public CopyRows smallint(short value) {
        putInt(Short.BYTES);
        return putShort(value);
    }

    /** A {@code boolean}. */
    public CopyRows bool(boolean value) {
        putInt(1);
        reserve(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    /** A {@code timestamptz}, cut to the microsecond. */
    public CopyRows time(@Nullable Instant value) {
        if (value == null) {
            return absent();
        }
        long seconds = Math.subtractExact(value.getEpochSecond(), POSTGRES_EPOCH_SECONDS);
        return bigint(Math.addExact(Math.multiplyExact(seconds, 1_000_000L), value.getNano() / 1_000));
    }

    /** A null of any type. */
    public CopyRows absent() {
        return putInt(-1);
    }

    /** Sends what was added, and is not to be used any more. */
    public void send(Connection connection) throws SQLException {
        if (rows == 0) {
            return;
        }
        putShort(-1);
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(bytes, 0, size);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private CopyRows putInt(int value) {
        reserve(Integer.BYTES);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    private CopyRows putShort(int value) {
        reserve(Short.BYTES);
        bytes[size++] = (byte) (value >>> Byte.SIZE);
        bytes[size++] = (byte) value;
        return this;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.multiplyExact(bytes.length, 2)));
        }
    }
}
