package org.diplofeed.web;

import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Entity tags that are a stream's version: {@code "3"}. */
public final class EntityTags {
    private static final Pattern TAG = Pattern.compile("\\s*\"(0|[1-9][0-9]{0,17})\"\\s*");

    private EntityTags() {}

    /** The ETag of a version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version that an If-Match header asks for, or empty where there is none or it is {@code *}.
     *
     * @throws ProblemException malformed-request, if it is not one strong tag of ours
     */
    public static OptionalLong ifMatch(@Nullable String header) {
        if (header == null || header.isBlank() || header.strip().equals("*")) {
            return OptionalLong.empty();
        }
        var matcher = TAG.matcher(header);
        if (!matcher.matches()) {
            throw new ProblemException(MALFORMED_REQUEST, "If-Match has to be one entity tag, such as \"3\", or *.");
        }
        return OptionalLong.of(Long.parseLong(matcher.group(1)));
    }
}
