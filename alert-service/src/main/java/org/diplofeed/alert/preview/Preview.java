package org.diplofeed.alert.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.diplofeed.alert.match.Filter;
import org.diplofeed.alert.match.Filter.Verdict;
import org.diplofeed.events.ShiftClass;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a filter would have told.
 *
 * @param count how many alerts, take-backs apart
 * @param from since when, in valid time
 * @param complete whether all of the history since then was looked at
 * @param items the newest of them, at most 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preview(int count, Instant from, boolean complete, List<Item> items) {
    private static final int MOST_ITEMS = 100;

    /**
     * An alert that the filter would have told.
     *
     * @param takenBack whether it was corrected or withdrawn later
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PreviewItem")
    public record Item(
            String kind,
            String aboutId,
            @Nullable String holder,
            @Nullable String issueId,
            @Nullable ShiftClass classification,
            int urgency,
            Instant occurredAt,
            Map<String, String> matched,
            boolean takenBack) {}

    /** Runs the filter over events, newest first. Pure. */
    static Preview of(Filter filter, Instant from, List<PastEvent> events) {
        var takenBack = events.stream()
                .filter(event -> event.occasion().takenBack() != null)
                .map(event -> event.occasion().aboutId())
                .collect(Collectors.toSet());
        var items = events.stream()
                .filter(event -> event.occasion().kind() != null)
                .mapMulti((PastEvent event, Consumer<Item> matching) -> {
                    if (filter.verdict(event.occasion().candidate()) instanceof Verdict.Matched(var clauses)) {
                        matching.accept(item(
                                event,
                                clauses,
                                takenBack.contains(event.occasion().aboutId())));
                    }
                })
                .toList();
        return new Preview(
                items.size(),
                from,
                events.size() < History.LONGEST,
                items.subList(0, Math.min(MOST_ITEMS, items.size())));
    }

    private static Item item(PastEvent event, Map<String, String> clauses, boolean takenBack) {
        var occasion = event.occasion();
        return new Item(
                String.valueOf(occasion.kind()),
                occasion.aboutId(),
                occasion.candidate().holder(),
                occasion.candidate().issueId(),
                occasion.candidate().classification(),
                occasion.urgency(),
                occasion.occurred(),
                clauses,
                takenBack);
    }
}
