package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.events.Lists.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who said what, for whom, on what terms, and where it was found. A document and a vote are statements too.
 *
 * @param speaker who uttered it
 * @param onBehalfOf whose line it is: actor ids
 * @param quotes verbatim fragments of at most 25 words each
 * @param visibility absent means PUBLIC
 * @param embargoUntil before which it must not leave ingest
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Statement(
        String statementId,
        StatementKind kind,
        TimeSpan occurred,
        Speaker speaker,
        List<String> onBehalfOf,
        Authority authority,
        Attribution attribution,
        SpeechAct speechAct,
        String channel,
        String summary,
        List<String> quotes,
        @Nullable String language,
        List<String> audience,
        @Nullable About about,
        @Nullable DocumentInfo document,
        List<Assertion> assertions,
        SourceRef source,
        @Nullable Visibility visibility,
        @Nullable Instant embargoUntil,
        @Nullable String note) {
    public Statement {
        requireNonNull(statementId, "statementId");
        requireNonNull(kind, "kind");
        requireNonNull(occurred, "occurred");
        requireNonNull(speaker, "speaker");
        requireNonNull(authority, "authority");
        requireNonNull(attribution, "attribution");
        requireNonNull(speechAct, "speechAct");
        requireNonNull(channel, "channel");
        requireNonNull(summary, "summary");
        requireNonNull(source, "source");
        onBehalfOf = orEmpty(onBehalfOf);
        quotes = orEmpty(quotes);
        audience = orEmpty(audience);
        assertions = orEmpty(assertions);
    }

    /** Whether it must stay out of every public answer: said so, or of a visibility that this reader does not know. */
    public boolean restricted() {
        return visibility != null && visibility != Visibility.PUBLIC;
    }

    /** What it asserts of positions. */
    public List<PositionAssertion> positions() {
        return assertions.stream()
                .filter(PositionAssertion.class::isInstance)
                .map(PositionAssertion.class::cast)
                .toList();
    }

    /** What it asserts of claims. */
    public List<FactAssertion> facts() {
        return assertions.stream()
                .filter(FactAssertion.class::isInstance)
                .map(FactAssertion.class::cast)
                .toList();
    }
}
