package org.diplofeed.timeline.claim;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Comparator;
import org.diplofeed.events.Polarity;
import org.diplofeed.events.Speaker;
import org.diplofeed.events.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * What one statement says of a claim.
 *
 * @param by the actor whose side it is; absent where the statement does not say, and then its speaker is the side
 * @param originGroup what copies of one wire story share
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Word(
        String statementId,
        TimeSpan occurred,
        Polarity polarity,
        @Nullable String by,
        Speaker speaker,
        String originGroup,
        @Nullable String op,
        @Nullable BigDecimal value,
        @Nullable String unit) {
    static final Comparator<Word> ORDER = Comparator.<Word, java.time.Instant>comparing(
                    word -> word.occurred().start())
            .thenComparing(Word::statementId);

    public Word {
        requireNonNull(statementId, "statementId");
        requireNonNull(occurred, "occurred");
        requireNonNull(polarity, "polarity");
        requireNonNull(speaker, "speaker");
        requireNonNull(originGroup, "originGroup");
    }

    /** Whose word it is. */
    public String side() {
        return by != null ? by : speaker.identity();
    }
}
