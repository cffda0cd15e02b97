package org.diplofeed.alert.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.diplofeed.alert.rebuild.Rebuild.State;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild as an operator sees it: the operation, and what became of it.
 *
 * @param generation its number
 * @param live whether what it found was put in the place of what was there
 * @param done of {@code total} events of the log
 * @param perSecond events read in a second, pauses left out
 * @param etaSeconds how long it takes yet; absent while nobody can tell, and when it is done
 * @param behind how many events of the log the service has read and this one has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RebuildAnswer(
        int generation,
        State state,
        boolean live,
        boolean paused,
        long done,
        long total,
        double percent,
        long perSecond,
        @Nullable Long etaSeconds,
        long behind,
        String startedBy,
        Instant startedAt,
        @Nullable Instant readyAt,
        @Nullable Instant approvedAt,
        @Nullable Instant endedAt,
        @Nullable String fault) {
    private static final double PERCENT = 100;
    /** A twentieth has to be done before a rate says anything. */
    private static final int ENOUGH = 20;

    /** @param read how much of {@code total} it has read, in so many milliseconds */
    static RebuildAnswer of(Rebuild rebuild, long read, long total, long millis, long behind, @Nullable String fault) {
        boolean building = rebuild.state() == State.BUILDING;
        long done = building ? read : total;
        long rate = millis <= 0 ? 0 : done * 1_000 / millis;
        return new RebuildAnswer(
                rebuild.number(),
                rebuild.state(),
                rebuild.state() == State.APPROVED,
                rebuild.paused(),
                done,
                total,
                total == 0 ? PERCENT : Math.round(PERCENT * 10 * done / total) / 10.0,
                rate,
                building && !rebuild.paused() && rate > 0 && done * ENOUGH >= total
                        ? Long.valueOf(Math.ceilDiv(total - done, rate))
                        : null,
                behind,
                rebuild.startedBy(),
                rebuild.startedAt(),
                rebuild.readyAt(),
                rebuild.approvedAt(),
                rebuild.endedAt(),
                fault);
    }
}
