package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.events.Lists.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Records were found to be of one utterance or meeting. The duplicates count for nothing, whether recorded before or
 * after; the canonical record stands.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RecordsLinked(String canonical, List<String> duplicates, LinkRelation relation) implements FeedEvent {
    public RecordsLinked {
        requireNonNull(canonical, "canonical");
        duplicates = orEmpty(duplicates);
        requireNonNull(relation, "relation");
    }

    @Override
    public EventType type() {
        return EventType.RECORDS_LINKED;
    }

    @Override
    public RecordsLinked data() {
        return this;
    }
}
