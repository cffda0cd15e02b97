package org.diplofeed.timeline.answer;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.web.ProblemType.NOT_FOUND;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.Statement;
import org.diplofeed.timeline.answer.DocumentResource.Version;
import org.diplofeed.timeline.document.Stance;
import org.diplofeed.timeline.projection.Tag;
import org.diplofeed.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** The versions of a document at two clocks, found by following what revises what in both directions. */
final class Lineages {
    private static final int MOST_VERSIONS = 200;

    /** Statements that stood and had not been withdrawn. */
    private static final String STANDING =
            """
            select r.data, r.id from record_revision r join record h on h.kind = r.kind and h.id = r.id
             where r.kind = 'STATEMENT' and r.valid_from <= %1$s and %2$s
               and not coalesce(h.withdrawn_from <= %3$s and h.withdrawn_at <= %1$s, false)
            """.formatted(Snapshot.time("validAt"), Snapshot.known("r"), Snapshot.time("knownAt"));

    /** Not even the title of what was spoken off the record is shown. */
    private static final String WITH_ITS_WORDS =
            " and not r.tags @> array['%s'] ".formatted(Tag.ATTRIBUTION.of(Attribution.OFF_RECORD.name()));

    private static final Comparator<Statement> ORDER = Comparator.<Statement, java.time.Instant>comparing(
                    statement -> statement.occurred().start())
            .thenComparing(Statement::statementId);

    private final Snapshot snapshot;

    Lineages(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    Uni<List<Version>> of(String id) {
        return follow(Set.of(id), new HashMap<>()).chain(documents -> {
            if (!documents.containsKey(id)) {
                throw new ProblemException(NOT_FOUND, "No document of this id stood.");
            }
            return words(documents.keySet())
                    .map(words -> documents.values().stream()
                            .sorted(ORDER)
                            .map(document -> version(document, words))
                            .toList());
        });
    }

    private Uni<Map<String, Statement>> follow(Set<String> frontier, Map<String, Statement> found) {
        return statements("""
                        and r.form = 'DOCUMENT'
                        and (r.id = any(%1$s) or r.tags && array(select 'r:' || n from unnest(%1$s) n))
                        """, frontier).chain(documents -> {
            var next = new HashSet<String>();
            for (var document : documents) {
                if (document.document() != null
                        && found.size() < MOST_VERSIONS
                        && found.put(document.statementId(), document) == null) {
                    next.add(document.statementId());
                    var revised = revises(document);
                    if (revised != null && !found.containsKey(revised)) {
                        next.add(revised);
                    }
                }
            }
            return next.isEmpty() ? Uni.createFrom().item(found) : follow(next, found);
        });
    }

    private Uni<List<Statement>> words(Collection<String> documents) {
        return statements("and r.tags && array(select 'o:' || n from unnest(%1$s) n)", documents);
    }

    private Uni<List<Statement>> statements(String condition, Collection<String> ids) {
        return snapshot.rows(
                        STANDING + " and " + snapshot.shown("r") + WITH_ITS_WORDS
                                + condition.formatted(Snapshot.list("ids")),
                        Map.of("ids", Snapshot.texts(ids)))
                .map(rows -> {
                    var statements = new ArrayList<Statement>();
                    rows.forEach(
                            row -> statements.add(EventCodec.value(Names.Json.tree((String) row[0]), Statement.class)));
                    return statements;
                });
    }

    private static Version version(Statement document, List<Statement> words) {
        var info = requireNonNull(document.document(), "followed without its version");
        return new Version(
                document.statementId(),
                info.title(),
                info.version(),
                info.release(),
                document.occurred(),
                document.speaker(),
                document.onBehalfOf(),
                info.revises(),
                Stance.on(document.statementId(), words));
    }

    private static @Nullable String revises(Statement document) {
        var info = document.document();
        return info == null ? null : info.revises();
    }
}
