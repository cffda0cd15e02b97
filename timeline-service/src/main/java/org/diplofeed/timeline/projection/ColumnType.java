package org.diplofeed.timeline.projection;

import java.time.Instant;
import java.util.Collection;
import org.diplofeed.log.CopyRows;
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
        void field(Object value, CopyRows rows) {
            rows.text((String) value);
        }
    },
    BIGINT("bigint") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new Long[length];
        }

        @Override
        void field(Object value, CopyRows rows) {
            rows.bigint((Long) value);
        }
    },
    /** Counted as any other; narrower where it is copied. */
    INTEGER("bigint") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new Long[length];
        }

        @Override
        void field(Object value, CopyRows rows) {
            rows.integer(Math.toIntExact((Long) value));
        }
    },
    /** Narrower still. */
    SMALLINT("bigint") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new Long[length];
        }

        @Override
        void field(Object value, CopyRows rows) {
            rows.smallint(((Long) value).shortValue());
        }
    },
    BOOLEAN("boolean") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new Boolean[length];
        }

        @Override
        void field(Object value, CopyRows rows) {
            rows.bool((Boolean) value);
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
        void field(Object value, CopyRows rows) {
            rows.time((Instant) value);
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
        void field(Object value, CopyRows rows) {
            rows.texts(((Collection<?>) value).stream().map(Object::toString).toList());
        }
    };

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

    /** Adds a value, or null, to the row under way. */
    void add(@Nullable Object value, CopyRows rows) {
        if (value == null) {
            rows.absent();
        } else {
            field(value, rows);
        }
    }

    abstract void field(Object value, CopyRows rows);

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
