package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.BAD_CURSOR;
import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.diplofeed.web.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Part of a collection.
 *
 * @param next asks for what follows, as {@code cursor}; absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
        List<T> items, @Nullable String next, @JsonUnwrapped Basis basis) implements Answered {
    static final int DEFAULT = 50;
    static final int MOST = 200;

    private static final char BETWEEN = '\u001f';

    /** A page of rows of which one more than the limit was asked for. */
    static <R, T> Page<T> of(
            Snapshot snapshot, List<R> rows, int limit, Function<R, T> item, Function<R, List<String>> place) {
        boolean more = rows.size() > limit;
        var shown = more ? rows.subList(0, limit) : rows;
        var next = more ? cursor(place.apply(shown.getLast())) : null;
        return new Page<>(shown.stream().map(item).toList(), next, snapshot.basis());
    }

    /** The size of a page that is asked for. */
    static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT;
        }
        if (asked < 1 || asked > MOST) {
            throw new ProblemException(MALFORMED_REQUEST, "limit has to be between 1 and " + MOST + ".");
        }
        return asked;
    }

    /** The place in an order that a cursor names. */
    static List<String> place(String cursor, int parts) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var place = List.of(text.split(Character.toString(BETWEEN), -1));
            if (place.size() == parts && text.indexOf('\0') < 0) {
                return place;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new ProblemException(BAD_CURSOR, "The cursor is none that this collection gave out.");
    }

    /** A time in a cursor. */
    static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            throw new ProblemException(BAD_CURSOR, "The cursor is none that this collection gave out.");
        }
    }

    /** A number in a cursor. */
    static long number(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new ProblemException(BAD_CURSOR, "The cursor is none that this collection gave out.");
        }
        return Long.parseLong(text);
    }

    static String cursor(List<String> place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(Character.toString(BETWEEN), place).getBytes(StandardCharsets.UTF_8));
    }
}
