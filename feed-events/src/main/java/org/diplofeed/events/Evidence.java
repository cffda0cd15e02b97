package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.events.Lists.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a position or a shift rests on, whole: readable without a second call.
 *
 * @param eventId the CloudEvents id under which it was recorded
 * @param points what it adds
 * @param classification how it stood to the position before it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Evidence(
        String statementId,
        String eventId,
        TimeSpan occurred,
        Speaker speaker,
        List<String> onBehalfOf,
        Authority authority,
        Attribution attribution,
        String summary,
        List<String> quotes,
        SourceRef source,
        int stance,
        Firmness firmness,
        List<Condition> conditions,
        Voice voice,
        int points,
        @Nullable ShiftClass classification) {
    public Evidence {
        requireNonNull(statementId, "statementId");
        requireNonNull(eventId, "eventId");
        requireNonNull(occurred, "occurred");
        requireNonNull(speaker, "speaker");
        onBehalfOf = orEmpty(onBehalfOf);
        requireNonNull(authority, "authority");
        requireNonNull(attribution, "attribution");
        requireNonNull(summary, "summary");
        quotes = orEmpty(quotes);
        requireNonNull(source, "source");
        requireNonNull(firmness, "firmness");
        conditions = orEmpty(conditions);
        requireNonNull(voice, "voice");
    }
}
