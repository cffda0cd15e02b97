package org.diplofeed.timeline.answer;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One consistent view of the read model, and the two clocks of the question.
 *
 * @param settled whether everything recorded up to {@code knownAt} had been read
 */
record Snapshot(Mutiny.Session session, AsOf asOf, boolean settled) {
    /** A time in a query, from the parameter of that name. */
    static String time(String parameter) {
        return "cast(cast(:" + parameter + " as text) as timestamptz)";
    }

    /** That a row was known, and is not replaced yet, at {@code knownAt}. */
    static String known(String alias) {
        return "%1$s.known_from <= %2$s and (%1$s.known_to is null or %1$s.known_to > %2$s)"
                .formatted(alias, time("knownAt"));
    }

    /** Runs a query that names {@code :knownAt}, and whatever else is given. */
    Uni<List<Object[]>> rows(String sql, Map<String, Object> parameters) {
        var query = session.createNativeQuery(sql, Object[].class);
        if (sql.contains(":knownAt")) {
            query.setParameter("knownAt", asOf.knownAt().toString());
        }
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }

    /** A time as Postgres writes it with {@code rfc3339()}. */
    static Instant instant(Object column) {
        try {
            return Instant.parse((String) column);
        } catch (DateTimeParseException e) {
            throw new IllegalStateException("a stored time cannot be read", e);
        }
    }
}
