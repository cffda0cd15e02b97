package org.diplofeed.alert.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Part of a collection.
 *
 * @param next the cursor of the part after it; absent at the end
 * @param lastEventId of alerts: at which to begin a stream that leaves no hole after this answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
        List<T> items, @Nullable String next, @Nullable String lastEventId) {
    /** The size of a page when none is asked for. */
    static final String DEFAULT_LIMIT = "50";

    private static final int LONGEST = 200;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_:.|-]{1,150}");

    /** A page of those that were read, of which there was asked for one more than the page holds. */
    public static <T> Page<T> of(List<T> read, int limit, Function<T, String> key) {
        if (read.size() <= limit) {
            return new Page<>(read, null, null);
        }
        var items = List.copyOf(read.subList(0, limit));
        return new Page<>(
                items,
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(key.apply(items.getLast()).getBytes(UTF_8)),
                null);
    }

    /** The same, with where to begin a stream. */
    public Page<T> streamedAfter(String alertId) {
        return new Page<>(items, next, alertId);
    }

    /**
     * The size that was asked for.
     *
     * @throws ProblemException malformed-request, unless it is from 1 to 200
     */
    static int limit(int asked) {
        if (asked < 1 || asked > LONGEST) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "limit has to be from 1 to " + LONGEST + ".");
        }
        return asked;
    }

    /**
     * The key that a cursor stands for; empty for no cursor.
     *
     * @throws ProblemException bad-cursor
     */
    static String key(@Nullable String cursor) {
        if (cursor == null) {
            return "";
        }
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
            if (KEY.matcher(key).matches()) {
                return key;
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw new ProblemException(ProblemType.BAD_CURSOR, "Use the cursor from a page's next, unchanged.");
    }
}
