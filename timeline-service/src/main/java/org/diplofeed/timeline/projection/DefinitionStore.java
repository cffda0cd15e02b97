package org.diplofeed.timeline.projection;

import static org.diplofeed.timeline.projection.Sql.number;
import static org.diplofeed.timeline.projection.Sql.text;
import static org.diplofeed.timeline.projection.Sql.texts;
import static org.diplofeed.timeline.projection.Sql.time;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.diplofeed.events.ActorDefined;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.events.Role;
import org.diplofeed.events.StreamKind;

/** Table {@code definition}: actors, issues and claims, the last of each wins. */
final class DefinitionStore {
    private DefinitionStore() {}

    /** What is defined. The names stand in stored rows. */
    enum Kind {
        ACTOR,
        ISSUE,
        CLAIM;

        private static Kind of(FeedRecord event) {
            return switch (event.event().type()) {
                case ACTOR_DEFINED -> ACTOR;
                case ISSUE_DEFINED -> ISSUE;
                case CLAIM_DEFINED -> CLAIM;
                default ->
                    throw new MalformedEvent(
                            "no definition: " + event.envelope().type());
            };
        }
    }

    /** Names one definition. */
    record Ref(Kind kind, String id) {}

    static void save(Connection connection, List<FeedRecord> definitions) throws SQLException {
        List<Sql.Column<FeedRecord>> key = List.of(
                text(event -> Kind.of(event).name()),
                text(event -> event.envelope().stream().subject()),
                number(event -> event.envelope().streamVersion()));
        Sql.write(
                connection,
                """
                insert into definition (kind, id, version, event_id, known_from, data, roles_of)
                select kind, id, version, event_id, known_from::timestamptz, data, roles_of::text[]
                  from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[])
                       n (kind, id, version, event_id, known_from, data, roles_of)
                on conflict do nothing
                """,
                definitions,
                List.of(
                        key.get(0),
                        key.get(1),
                        key.get(2),
                        text(event -> event.envelope().id()),
                        time(event -> event.envelope().recordedTime()),
                        text(event -> event.data().toString()),
                        texts(DefinitionStore::rolesOf)));
        Sql.write(connection, """
                update definition d set known_to = later.known_from
                  from definition later, unnest(?::text[], ?::text[], ?::bigint[]) n (kind, id, version)
                 where later.kind = n.kind and later.id = n.id and later.version = n.version
                   and d.kind = n.kind and d.id = n.id and d.version = n.version - 1
                """, definitions, key);
    }

    /** For whom a person holds an office. */
    private static Collection<String> rolesOf(FeedRecord event) {
        return event.event() instanceof ActorDefined defined
                ? defined.actor().roles().stream()
                        .map(Role::of)
                        .distinct()
                        .sorted()
                        .toList()
                : List.of();
    }

    /** The definitions as they are now; what is not defined is missing. */
    static Map<Ref, String> current(Connection connection, Collection<Ref> refs) throws SQLException {
        var current = new HashMap<Ref, String>();
        var sorted = new TreeSet<>(java.util.Comparator.comparing(Ref::kind).thenComparing(Ref::id));
        sorted.addAll(refs);
        Sql.read(
                        connection,
                        """
                        select d.kind, d.id, d.data
                          from definition d join unnest(?::text[], ?::text[]) n (kind, id) using (kind, id)
                         where d.known_to is null
                        """,
                        sorted,
                        List.of(text(ref -> ref.kind().name()), text(Ref::id)),
                        row -> Map.entry(
                                new Ref(Kind.valueOf(row.getString("kind")), row.getString("id")),
                                row.getString("data")))
                .forEach(entry -> current.put(entry.getKey(), entry.getValue()));
        return current;
    }

    /** Whether a stream is one of definitions. */
    static boolean holds(StreamKind kind) {
        return kind == StreamKind.ACTOR || kind == StreamKind.ISSUE || kind == StreamKind.CLAIM;
    }
}
