package org.diplofeed.benchmarks;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a webhook said once, to be said again under other ids; and the ids that bodies are known by. */
final class BodyTemplate {
    private final String name;
    private volatile @Nullable Buffer before;
    private volatile @Nullable Buffer after;

    /** @param property that holds the id; the first of that name in a body counts */
    BodyTemplate(String property) {
        this.name = "\"" + property + "\":\"";
    }

    /** The id of a body. The first body of all is what {@link #withId} copies. */
    String idOf(Buffer body) {
        var text = body.toString(StandardCharsets.UTF_8);
        int at = text.indexOf(name);
        if (at < 0) {
            return "";
        }
        int begin = at + name.length();
        int end = text.indexOf('"', begin);
        if (before == null) {
            after = Buffer.buffer(text.substring(end));
            before = Buffer.buffer(text.substring(0, begin));
        }
        return text.substring(begin, end);
    }

    /** The body with another id. */
    Buffer withId(String id) {
        return Buffer.buffer()
                .appendBuffer(Objects.requireNonNull(before, "no body came yet"))
                .appendString(id)
                .appendBuffer(Objects.requireNonNull(after));
    }
}
