package org.diplofeed.timeline.answer;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.timeline.answer.Basis.Completeness;
import org.diplofeed.timeline.follow.Following;
import org.diplofeed.timeline.follow.Following.Settlement;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** How far one snapshot of the database reaches into the log, and what is missing of it. */
@ApplicationScoped
class Reach {
    private static final String QUERY = """
            select 'EVENT', t.topic, l.stream || '@' || l.version, cast(null as int), cast(null as bigint),
                   rfc3339(l.recorded)
              from (values ('REFERENCE'), ('STATEMENTS'), ('MEETINGS')) t (topic)
              join lateral (select l.stream, l.version, l.recorded from learned l
                             where l.topic = t.topic and (:restricted or not l.hidden)
                               and l.recorded <= cast(cast(:until as text) as timestamptz)
                             order by l.recorded desc, l.stream desc, l.version desc limit 1) l on true
            union all
            select 'OFFSET', o.topic, null, o.part, o.next_offset, null
              from projection_offset o where o.projection = 'timeline'
            union all
            select 'PARKED', null, null, null, count(*), null
              from parked_stream p where p.projection = 'timeline' having count(*) > 0
            union all
            select 'RESTORING', null, null, null, null, null from log_restore r where r.finished_at is null
            """;

    private final Following following;

    Reach(Following following) {
        this.following = following;
    }

    /**
     * What an answer rests on.
     *
     * @param knownAt null: as far as the log has been read
     * @param toldAt when another generation became live and changed what was told; not before then is it known
     */
    Uni<Basis> basis(
            Mutiny.Session session,
            Instant validAt,
            @Nullable Instant knownAt,
            @Nullable Instant toldAt,
            boolean restricted,
            Subject subject) {
        return session.createNativeQuery(QUERY, Object[].class)
                .setParameter("restricted", restricted)
                .setParameter("until", knownAt == null ? "infinity" : knownAt.toString())
                .getResultList()
                .chain(rows -> {
                    var position = new TreeMap<String, String>();
                    var offsets = new HashMap<TopicPartition, Long>();
                    var last = toldAt == null ? Instant.EPOCH : toldAt;
                    boolean parked = false;
                    boolean restoring = false;
                    for (var row : rows) {
                        switch ((String) row[0]) {
                            case "EVENT" -> {
                                position.put(((String) row[1]).toLowerCase(Locale.ROOT), (String) row[2]);
                                var recorded = Snapshot.instant(row[5]);
                                last = recorded.isAfter(last) ? recorded : last;
                            }
                            case "OFFSET" ->
                                offsets.put(
                                        new TopicPartition((String) row[1], ((Number) row[3]).intValue()),
                                        ((Number) row[4]).longValue());
                            case "RESTORING" -> restoring = true;
                            default -> parked = true;
                        }
                    }
                    // While a log is restored, what is still to come was recorded long ago: nothing is settled.
                    var settlement = restoring ? new Settlement(Optional.empty(), true) : following.settlement(offsets);
                    var asOf = new AsOf(validAt, knownAt == null ? last : knownAt, position);
                    return parked
                            ? ParkedStreams.touching(session, subject, asOf.knownAt())
                                    .map(touching -> basis(asOf, settlement, touching))
                            : Uni.createFrom().item(basis(asOf, settlement, null));
                });
    }

    private static Basis basis(AsOf asOf, Settlement settlement, Basis.@Nullable Parked parked) {
        boolean read =
                settlement.upTo().filter(time -> !asOf.knownAt().isAfter(time)).isPresent();
        var completeness = parked != null
                ? Completeness.DEGRADED
                : settlement.rebuilding() && !read ? Completeness.REBUILDING : Completeness.OK;
        return new Basis(asOf, read && parked == null, completeness, parked);
    }
}
