package org.diplofeed.events;

import static org.diplofeed.events.Lists.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** The meetings and statements that a statement speaks of, by id. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record About(List<String> meetings, List<String> statements) {
    public static final About NOTHING = new About(List.of(), List.of());

    public About {
        meetings = orEmpty(meetings);
        statements = orEmpty(statements);
    }
}
