package org.diplofeed.timeline.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.generation.Generation.Phase;
import org.diplofeed.timeline.generation.Generation.State;
import org.diplofeed.timeline.generation.Generations;
import org.jspecify.annotations.Nullable;

/**
 * How far a generation is built, in units of work of which copying a statement is one. What the others cost was
 * measured, see decision 34.
 *
 * @param work how long was worked on it
 */
record Progress(long done, long total, Duration work) {
    private static final double FOLDED = 0.25;
    private static final double INDEXED = 0.45;
    private static final double APPLIED = 6;
    private static final double ENOUGH = 0.02;
    private static final double PERCENT = 100;

    static Progress of(Connection connection, Generation generation, String statements) throws SQLException {
        double copied = 0;
        double toCopy = 0;
        double applied = 0;
        double toApply = 0;
        boolean following = generation.phase().follows();
        var own =
                following ? Generations.offsets(generation.number()).read(connection) : Map.<TopicPartition, Long>of();
        for (var place : Places.of(connection, generation.number())) {
            if (place.partition().topic().equals(statements)) {
                copied += place.next();
                toCopy += place.end();
            } else {
                applied += Math.min(place.end(), own.getOrDefault(place.partition(), 0L));
                toApply += place.end();
            }
        }
        var positions = FoldPlace.find(connection, generation.number(), "POSITION");
        var claims = FoldPlace.find(connection, generation.number(), "CLAIM");
        boolean counted = generation.phase() != Phase.LOADING;
        double toFold = counted && positions.total() + claims.total() > 0 ? positions.total() + claims.total() : toCopy;
        double folded = following ? toFold : positions.folded() + claims.folded();
        var indexes = Indexes.count(connection, generation.number());
        double indexed = indexes.all() == 0 ? 0 : (double) indexes.made() / indexes.all();
        double total = toCopy + FOLDED * toFold + INDEXED * toCopy + APPLIED * toApply;
        double done = generation.phase() == Phase.DONE
                ? total
                : copied + FOLDED * folded + INDEXED * toCopy * indexed + APPLIED * applied;
        return new Progress((long) done, (long) total, Duration.ofMillis(generation.workMillis()));
    }

    double percent() {
        return total == 0 ? 0 : Math.round(PERCENT * 10 * done / total) / 10.0;
    }

    long perSecond() {
        return work.isZero() ? 0 : done * 1_000 / Math.max(1, work.toMillis());
    }

    /** How long it takes yet when it works that share of the time; null while nobody can tell. */
    @Nullable
    Long etaSeconds(Generation generation, double share) {
        if (generation.state() != State.BUILDING || perSecond() == 0 || done < ENOUGH * total) {
            return null;
        }
        return (long) Math.ceil((total - done) / (double) perSecond() / share);
    }
}
