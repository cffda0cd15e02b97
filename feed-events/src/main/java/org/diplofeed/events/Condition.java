package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

/** What a position depends on. The key is a slug, and alone decides whether two conditions are the same. */
public record Condition(String key, ConditionMode when, String text) {
    public Condition {
        requireNonNull(key, "key");
        requireNonNull(when, "when");
        requireNonNull(text, "text");
    }
}
