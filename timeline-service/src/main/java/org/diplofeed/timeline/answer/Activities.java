package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.Moment;
import org.diplofeed.timeline.projection.Tag;
import org.jspecify.annotations.Nullable;

/** How much was said of or by something, and what last, at two clocks. */
final class Activities {
    /** Counted no further: whoever wants to know more asks the timeline. */
    private static final int COUNTED = 1_000;

    /**
     * What there is.
     *
     * @param records statements and reports of meetings that stand, counted up to 1,000
     * @param more whether there are more than were counted
     * @param latest the latest of the records
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Activity(
            int records, boolean more, @Nullable Item latest) {}

    /**
     * A person who speaks for an actor.
     *
     * @param role the office, and through which body
     * @param latest what the person said last, for whomever
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SpeaksFor(
            String actorId,
            String name,
            String role,
            @Nullable String via,
            @Nullable Item latest) {}

    private final Snapshot snapshot;

    Activities(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** Of actors or issues, by id. */
    Uni<Map<String, Activity>> of(Tag tag, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var standing = " join record_revision r using (kind, id, version) where g.tag = cast(:tag as text) || n.id"
                + " and g.valid_from <= " + Snapshot.time("validAt") + " and " + snapshot.shown("r") + " and "
                + Snapshot.known("r");
        return snapshot.rows(
                        """
                        select n.id, c.records, l.*
                          from unnest(%1$s) n (id),
                               lateral (select count(*) as records
                                          from (select 1 from record_tag g %2$s limit %3$d) r) c
                          left join lateral (select %4$s from record_tag g %2$s
                                              order by g.valid_from desc, g.id desc limit 1) l on true
                        """.formatted(Snapshot.list("ids"), standing, COUNTED + 1, Item.COLUMNS),
                        Map.of("ids", Snapshot.texts(ids), "tag", tag.of("")))
                .map(rows -> {
                    var activities = new HashMap<String, Activity>();
                    for (var row : rows) {
                        int records = ((Number) row[1]).intValue();
                        activities.put(
                                (String) row[0],
                                new Activity(Math.min(records, COUNTED), records > COUNTED, latest(row, 2)));
                    }
                    return activities;
                });
    }

    /** The persons who held an office for an actor then, by id, each with what he or she said last. */
    Uni<List<SpeaksFor>> speakersFor(String actorId) {
        return snapshot.rows(
                        """
                        select d.id, cast(d.data as jsonb) ->> 'name', role.value ->> 'role', role.value ->> 'via',
                               role.value ->> 'validFrom', role.value ->> 'validTo', l.*
                          from definition d cross join lateral
                               jsonb_array_elements(cast(d.data as jsonb) -> 'roles') with ordinality role (value, place)
                          left join lateral (select %1$s
                                               from record_tag g join record_revision r using (kind, id, version)
                                              where g.tag = 'a:' || d.id and g.kind = 'STATEMENT' and %2$s and %3$s
                                                and g.valid_from <= %4$s and r.tags @> array['s:' || d.id]
                                              order by g.valid_from desc, g.id desc limit 1) l on true
                         where d.kind = 'ACTOR' and d.roles_of @> array[cast(:actor as text)] and %5$s
                           and role.value ->> 'of' = :actor
                         order by d.id, role.place limit 200
                        """.formatted(
                                        Item.COLUMNS,
                                        snapshot.shown("r"),
                                        Snapshot.known("r"),
                                        Snapshot.time("validAt"),
                                        Snapshot.known("d")),
                        Map.of("actor", actorId))
                .map(rows -> rows.stream()
                        .filter(row -> held((String) row[4], (String) row[5]))
                        .map(row -> new SpeaksFor(
                                (String) row[0], (String) row[1], (String) row[2], (String) row[3], latest(row, 6)))
                        .toList());
    }

    private boolean held(@Nullable String from, @Nullable String to) {
        var at = snapshot.asOf().validAt();
        return (from == null || !Moment.parse(from).start().isAfter(at))
                && (to == null || !Moment.parse(to).end().isBefore(at));
    }

    private static @Nullable Item latest(Object[] row, int from) {
        return row[from] == null ? null : Item.of(Arrays.copyOfRange(row, from, row.length));
    }
}
