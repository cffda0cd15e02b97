package org.diplofeed.timeline.projection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What the columns of the read model hold, and how it is sent: as an element of an array, or as a field of a COPY. */
enum ColumnType {
    TEXT("text") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new String[length];
        }

        @Override
        void field(Object value, BinaryCopy copy) {
            copy.bytes(((String) value).getBytes(StandardCharsets.UTF_8));
        }
    },
    BIGINT("bigint") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new Long[length];
        }

        @Override
        void field(Object value, BinaryCopy copy) {
            copy.number((Long) value);
        }
    },
    BOOLEAN("boolean") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new Boolean[length];
        }

        @Override
        void field(Object value, BinaryCopy copy) {
            copy.flag((Boolean) value);
        }
    },
    TIME("text") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new String[length];
        }

        @Override
        Object present(Object value) {
            return value.toString();
        }

        @Override
        void field(Object value, BinaryCopy copy) {
            var since = Duration.between(EPOCH, (Instant) value);
            copy.number(
                    Math.addExact(Math.multiplyExact(since.getSeconds(), MICROS), since.getNano() / NANOS_OF_A_MICRO));
        }
    },
    TEXTS("text") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new String[length];
        }

        @Override
        Object present(Object value) {
            return literal((Collection<?>) value);
        }

        @Override
        void field(Object value, BinaryCopy copy) {
            copy.texts((Collection<?>) value);
        }
    };

    /** From which Postgres counts. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private static final long MICROS = 1_000_000;
    private static final long NANOS_OF_A_MICRO = 1_000;

    private final String arrayOf;

    ColumnType(String arrayOf) {
        this.arrayOf = arrayOf;
    }

    /** The type of an array's elements. */
    String arrayOf() {
        return arrayOf;
    }

    /** An array of the class that the driver sends without making text of it. */
    abstract @Nullable Object[] array(int length);

    /** A value as an array's element. */
    @Nullable
    Object element(@Nullable Object value) {
        return value == null ? null : present(value);
    }

    Object present(Object value) {
        return value;
    }

    /** Writes a value as a field. */
    abstract void field(Object value, BinaryCopy copy);

    private static String literal(Collection<?> texts) {
        var literal = new StringBuilder("{");
        for (var text : texts) {
            if (literal.length() > 1) {
                literal.append(',');
            }
            literal.append('"')
                    .append(text.toString().replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return literal.append('}').toString();
    }
}
