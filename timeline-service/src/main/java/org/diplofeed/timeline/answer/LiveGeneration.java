package org.diplofeed.timeline.answer;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import org.diplofeed.timeline.position.Rules;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The generation that a transaction reads. The pointer and the rows come from one snapshot, so that an answer is made
 * of one generation, whenever another one becomes live.
 *
 * @param toldAt when a change of generation last changed what was told; null while none did
 */
record LiveGeneration(Rules rules, @Nullable Instant toldAt) {
    private static final String ENTER = """
            select set_config('search_path', 'timeline_g' || l.generation || ', public', true),
                   g.window_ms, g.points_to_confirm,
                   cast(extract(epoch from l.told_at) * 1000000 as bigint)
              from public.live_generation l join public.generation g on g.number = l.generation
            """;
    private static final long MICROS = 1_000_000;

    /** Has a transaction, of which this is the first statement, read the live generation. */
    static Uni<LiveGeneration> enter(Mutiny.Session session) {
        return session.createNativeQuery(ENTER, Object[].class)
                .getSingleResult()
                .map(row -> {
                    var rules =
                            new Rules(Duration.ofMillis(((Number) row[1]).longValue()), ((Number) row[2]).intValue());
                    var told = (Number) row[3];
                    return new LiveGeneration(rules, told == null ? null : instant(told.longValue()));
                });
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }
}
