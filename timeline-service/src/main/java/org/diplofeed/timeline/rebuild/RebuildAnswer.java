package org.diplofeed.timeline.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.diplofeed.timeline.generation.Generation.Phase;
import org.diplofeed.timeline.generation.Generation.State;
import org.jspecify.annotations.Nullable;

/**
 * A generation as an operator sees it: the operation that makes it, and what became of it.
 *
 * @param live whether questions are answered from it
 * @param previous of the live one: which was live before
 * @param budget the share of the time that building it works now
 * @param done of {@code total} units of work, of which copying a statement is one
 * @param perSecond units done in a second of work
 * @param etaSeconds how long it takes yet at this budget; absent while nobody can tell, and when it is done
 * @param behind how many events of the log the live generation has read and this one has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RebuildAnswer(
        int generation,
        State state,
        Phase phase,
        boolean live,
        @Nullable Integer previous,
        boolean paused,
        RulesAnswer rules,
        double budget,
        long done,
        long total,
        double percent,
        long perSecond,
        @Nullable Long etaSeconds,
        long behind,
        String startedBy,
        Instant startedAt,
        @Nullable Instant readyAt,
        @Nullable Instant endedAt,
        @Nullable String fault) {}
