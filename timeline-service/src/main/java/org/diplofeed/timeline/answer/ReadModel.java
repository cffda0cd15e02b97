package org.diplofeed.timeline.answer;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.diplofeed.timeline.follow.Following;
import org.diplofeed.web.broker.KafkaConfig;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs queries in one snapshot of the database: what an answer says and what it says it refers to belong together. The
 * connections of the reactive client are repeatable read by configuration.
 */
@ApplicationScoped
class ReadModel {
    private final Mutiny.SessionFactory sessions;
    private final Following following;
    private final KafkaConfig kafka;
    private final InstantSource clock = InstantSource.system();

    ReadModel(Mutiny.SessionFactory sessions, Following following, KafkaConfig kafka) {
        this.sessions = sessions;
        this.following = following;
        this.kafka = kafka;
    }

    /** Runs queries about what stands now. */
    <T> Uni<T> now(Function<Snapshot, Uni<T>> queries) {
        return at(new Clocks(), queries);
    }

    /** Runs queries at the clocks that are asked for. */
    <T> Uni<T> at(Clocks clocks, Function<Snapshot, Uni<T>> queries) {
        var validAt = clocks.validAt();
        var knownAt = clocks.knownAt();
        return sessions.withTransaction(session -> session.createNativeQuery("""
                        select topic, part, next_offset, coalesce(rfc3339(last_recorded), '')
                          from projection_offset where projection = 'timeline' order by topic, part
                        """, Object[].class)
                .getResultList()
                .chain(offsets -> {
                    var known = knownAt != null ? knownAt : lastRecorded(offsets);
                    var asOf = new AsOf(
                            validAt != null ? validAt : clock.instant().truncatedTo(ChronoUnit.MICROS),
                            known,
                            position(offsets));
                    boolean settled = following
                            .watermark()
                            .map(watermark -> !known.isAfter(watermark))
                            .orElse(false);
                    return queries.apply(new Snapshot(session, asOf, settled));
                }));
    }

    private static Instant lastRecorded(List<Object[]> offsets) {
        return offsets.stream()
                .map(row -> (String) row[3])
                .filter(time -> !time.isEmpty())
                .map(Instant::parse)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }

    private Map<String, List<Long>> position(List<Object[]> offsets) {
        var position = new TreeMap<String, List<Long>>();
        for (var row : offsets) {
            var topic = (String) row[0];
            var name = topic.startsWith(kafka.topicPrefix())
                    ? topic.substring(kafka.topicPrefix().length())
                    : topic;
            position.computeIfAbsent(name, _ -> new ArrayList<>()).add(((Number) row[2]).longValue());
        }
        return position;
    }
}
