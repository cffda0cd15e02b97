package org.diplofeed.timeline.answer;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.diplofeed.timeline.position.Rules;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * One consistent view of the read model, and what the answer refers to.
 *
 * @param rules of the live generation, by which positions are folded
 * @param restricted whether restricted records may be shown
 */
record Snapshot(Mutiny.Session session, Basis basis, Rules rules, boolean restricted) {
    AsOf asOf() {
        return basis.asOf();
    }

    /** The same, where something that was read cannot be found yet. */
    Snapshot unsettled() {
        return new Snapshot(
                session, new Basis(basis.asOf(), false, basis.completeness(), basis.parked()), rules, restricted);
    }

    /** That a revision may be shown. */
    String shown(String alias) {
        return restricted ? "true" : "not " + alias + ".restricted";
    }

    /** That what a row of now says holds at both clocks: nothing touched it later, and nothing of it lies behind. */
    static String holds(String alias) {
        return "(%1$s.updated <= %2$s and %1$s.last_at <= %3$s)".formatted(alias, time("knownAt"), time("validAt"));
    }

    /** A time in a query, from the parameter of that name. */
    static String time(String parameter) {
        return "cast(cast(:" + parameter + " as text) as timestamptz)";
    }

    /** That a row was known, and is not replaced yet, at {@code knownAt}. */
    static String known(String alias) {
        return "%1$s.known_from <= %2$s and (%1$s.known_to is null or %1$s.known_to > %2$s)"
                .formatted(alias, time("knownAt"));
    }

    /** Texts as one parameter: the literal of a Postgres array, to be cast to {@code text[]}. */
    static String texts(Collection<String> texts) {
        var literal = new StringJoiner(",", "{", "}");
        texts.forEach(text -> literal.add('"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'));
        return literal.toString();
    }

    /** The list in a parameter that {@link #texts} has made. */
    static String list(String parameter) {
        return "cast(cast(:" + parameter + " as text) as text[])";
    }

    /** Runs a query that may name {@code :knownAt} and {@code :validAt}, and whatever else is given. */
    Uni<List<Object[]>> rows(String sql, Map<String, Object> parameters) {
        var query = session.createNativeQuery(sql, Object[].class);
        if (sql.contains(":knownAt")) {
            query.setParameter("knownAt", asOf().knownAt().toString());
        }
        if (sql.contains(":validAt")) {
            query.setParameter("validAt", asOf().validAt().toString());
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
