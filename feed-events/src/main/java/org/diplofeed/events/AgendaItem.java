package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What a meeting is about. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgendaItem(String text, @Nullable String issueId) {
    public AgendaItem {
        requireNonNull(text, "text");
    }
}
