package org.diplofeed.timeline.claim;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.Polarity;
import org.jspecify.annotations.Nullable;

/**
 * A claim as the statements that stand have it.
 *
 * @param status absent when nobody ever spoke of it
 * @param words the latest word of every side, in order of valid time; of estimates, each side's latest too
 * @param disputedBy the statement with which the claim came to be disputed; absent unless it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClaimView(
        String claimId,
        @Nullable ClaimStatus status,
        List<Word> words,
        @Nullable String disputedBy) {
    public ClaimView {
        requireNonNull(claimId, "claimId");
        words = List.copyOf(words);
    }

    /**
     * How the claim stands.
     *
     * @param standing what statements say that stand, in whatever order
     * @param everSpokenOf whether any statement ever said something of it, also one that no longer stands
     */
    public static ClaimView derive(String claimId, List<Word> standing, boolean everSpokenOf) {
        var latest = new LinkedHashMap<String, Word>();
        String disputedBy = null;
        for (var word : standing.stream().sorted(Word.ORDER).toList()) {
            // A side that has spoken again has its latest word, at its place in time.
            latest.remove(word.side());
            latest.put(word.side(), word);
            if (!disputed(latest)) {
                disputedBy = null;
            } else if (disputedBy == null) {
                disputedBy = word.statementId();
            }
        }
        return new ClaimView(claimId, status(latest, everSpokenOf), List.copyOf(latest.values()), disputedBy);
    }

    private static @Nullable ClaimStatus status(Map<String, Word> latest, boolean everSpokenOf) {
        if (latest.isEmpty()) {
            return everSpokenOf ? ClaimStatus.WITHDRAWN : null;
        }
        if (disputed(latest)) {
            return ClaimStatus.DISPUTED;
        }
        var words = latest.values().stream()
                .filter(word -> word.polarity() == Polarity.AFFIRM || word.polarity() == Polarity.DENY)
                .toList();
        if (words.isEmpty()) {
            return ClaimStatus.ESTIMATES;
        }
        // One word a side: two origins among them are two sides from two origins.
        return words.stream().map(Word::originGroup).distinct().count() > 1
                ? ClaimStatus.CORROBORATED
                : ClaimStatus.UNCONTESTED;
    }

    private static boolean disputed(Map<String, Word> latest) {
        return latest.values().stream().anyMatch(word -> word.polarity() == Polarity.AFFIRM)
                && latest.values().stream().anyMatch(word -> word.polarity() == Polarity.DENY);
    }
}
