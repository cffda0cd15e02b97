package org.diplofeed.alert.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.diplofeed.alert.match.AlertKind;
import org.diplofeed.events.FeedJson;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads alerts. Everything asks for the tenant: another's alert is not there. */
@ApplicationScoped
public class AlertStore {
    private static final String FROM = """
            select a, e from AlertRow a join DerivedEventRow e on e.eventId = a.eventId
              join SubscriptionRow s on s.subscriptionId = a.subscriptionId
             where s.tenant = :tenant\
            """;

    private final Mutiny.SessionFactory sessions;

    AlertStore(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * The tenant's newest alert; {@code earliest} when it was told nothing yet. One that was rehearsed only where it is
     * of the subscription that is asked for.
     */
    Uni<String> newest(String tenant, @Nullable String subscriptionId) {
        return sessions.withStatelessSession(session -> session.createNativeQuery("""
                        select alert_id from alert
                         where tenant = :tenant and (rehearsal_id is null or subscription_id = :subscription)
                         order by place desc limit 1
                        """, String.class)
                .setParameter("tenant", tenant)
                .setParameter("subscription", subscriptionId == null ? "" : subscriptionId)
                .getResultList()
                .map(found -> found.isEmpty() ? "earliest" : found.getFirst()));
    }

    /** One alert; null when the tenant has none of that id. */
    Uni<@Nullable ObjectNode> find(String tenant, String alertId) {
        return query(FROM + " and a.alertId = :alert", Map.of("tenant", tenant, "alert", alertId), 1)
                .map(found -> found.isEmpty() ? null : found.getFirst());
    }

    /**
     * The tenant's alerts, newest first; of one subscription in the order of its sequence, backwards. What was
     * rehearsed is among those of its sandbox alone.
     *
     * @param restrictions by property of the alert: subscriptionId, holder, issueId, kind
     * @param after the last alert of the page before, or empty
     */
    public Uni<List<ObjectNode>> list(String tenant, Map<String, String> restrictions, String after, int limit) {
        var values = new LinkedHashMap<String, Object>();
        values.put("tenant", tenant);
        values.putAll(restrictions);
        String where = restrictions.keySet().stream()
                .map(property -> " and a." + property + " = :" + property)
                .collect(Collectors.joining());
        if (!restrictions.containsKey("subscriptionId")) {
            where += " and a.rehearsalId is null";
        }
        if (!after.isEmpty()) {
            values.put("after", after);
            where += """
                     and exists (select 1 from AlertRow p where p.alertId = :after
                         and (a.createdAt < p.createdAt
                              or a.createdAt = p.createdAt and a.sequence < p.sequence
                              or a.createdAt = p.createdAt and a.sequence = p.sequence and a.alertId < p.alertId))\
                    """;
        }
        return query(FROM + where + " order by a.createdAt desc, a.sequence desc, a.alertId desc", values, limit);
    }

    private Uni<List<ObjectNode>> query(String hql, Map<String, ?> values, int limit) {
        return sessions.withStatelessSession(session -> {
                    var query = session.createSelectionQuery(hql, Object[].class);
                    values.forEach(query::setParameter);
                    return query.setMaxResults(limit).getResultList();
                })
                .map(rows -> rows.stream()
                        .map(row -> view((AlertRow) row[0], (DerivedEventRow) row[1]))
                        .toList());
    }

    private static ObjectNode view(AlertRow alert, DerivedEventRow event) {
        try {
            var head = new AlertHead(
                    alert.alertId,
                    alert.subscriptionId,
                    alert.rehearsalId,
                    alert.sequence,
                    alert.previousAlertId,
                    AlertKind.valueOf(alert.kind),
                    alert.aboutId,
                    alert.urgency,
                    alert.backfill,
                    FeedJson.mapper().readTree(alert.matched),
                    alert.supersedes,
                    alert.previousHash,
                    List.of(alert.skipped),
                    alert.hash,
                    event.occurred,
                    event.recorded);
            var view = AlertBody.data(head, FeedJson.mapper().readTree(event.payload));
            if (alert.supersededBy != null) {
                view.put("supersededBy", alert.supersededBy);
            }
            view.put("createdAt", alert.createdAt.toString());
            return view;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
