package org.diplofeed.alert.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.alert.subscription.WorkerWake;
import org.diplofeed.events.FeedJson;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Reads deliveries and asks for them again. Everything asks for the tenant: another's delivery is not there. */
@ApplicationScoped
public class DeliveryStore {
    private static final String FROM = """
            select d from DeliveryRow d join SubscriptionRow s on s.subscriptionId = d.subscriptionId
             where s.tenant = :tenant\
            """;

    private final Mutiny.SessionFactory sessions;

    DeliveryStore(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** One delivery with its attempts; null when the tenant has none of that id. */
    Uni<@Nullable Delivery> find(String tenant, String id) {
        return sessions.withStatelessSession(session -> row(session, tenant, id)
                .onItem()
                .ifNotNull()
                .transformToUni(row -> attempts(session, id).map(log -> view(row, log))));
    }

    /** The tenant's deliveries, newest first; those of a sandbox where it is asked for. */
    Uni<List<Delivery>> list(String tenant, @Nullable String subscription, String after, int limit) {
        var values = new LinkedHashMap<String, Object>();
        values.put("tenant", tenant);
        String where = " and s.sandbox = false";
        if (subscription != null) {
            values.put("subscription", subscription);
            where = " and d.subscriptionId = :subscription";
        }
        if (!after.isEmpty()) {
            values.put("after", after);
            where += """
                     and exists (select 1 from DeliveryRow p where p.deliveryId = :after
                         and (d.createdAt < p.createdAt or d.createdAt = p.createdAt and d.deliveryId < p.deliveryId))\
                    """;
        }
        return query(FROM + where + " order by d.createdAt desc, d.deliveryId desc", values, limit);
    }

    /**
     * Queues a finished delivery again, under the same webhook id.
     *
     * @return how many were queued: 0 when it is not finished, or what it carried was taken back
     */
    Uni<Integer> redeliver(String id) {
        return sessions.withStatelessTransaction(session -> session.createNativeQuery("""
                        update delivery set state = 'pending', past_pause = true, round = 0, due = clock_timestamp(), finished_at = null
                         where delivery_id = :id and kind = 'alert' and not superseded and state in ('delivered', 'failed', 'digested')
                        """)
                .setParameter("id", id)
                .executeUpdate()
                .call(() -> WorkerWake.send(session)));
    }

    private Uni<List<Delivery>> query(String hql, Map<String, ?> values, int limit) {
        return sessions.withStatelessSession(session -> {
                    var query = session.createSelectionQuery(hql, DeliveryRow.class);
                    values.forEach(query::setParameter);
                    return query.setMaxResults(limit).getResultList();
                })
                .map(rows -> rows.stream().map(row -> view(row, null)).toList());
    }

    private static Uni<DeliveryRow> row(Mutiny.StatelessSession session, String tenant, String id) {
        return session.createSelectionQuery(FROM + " and d.deliveryId = :id", DeliveryRow.class)
                .setParameter("tenant", tenant)
                .setParameter("id", id)
                .getSingleResultOrNull();
    }

    private static Uni<List<Delivery.Attempt>> attempts(Mutiny.StatelessSession session, String id) {
        return session.createSelectionQuery("from AttemptRow where deliveryId = :id order by attempt", AttemptRow.class)
                .setParameter("id", id)
                .getResultList()
                .map(rows -> rows.stream().map(DeliveryStore::view).toList());
    }

    private static Delivery view(DeliveryRow row, @Nullable List<Delivery.Attempt> log) {
        return new Delivery(
                row.deliveryId,
                row.subscriptionId,
                row.kind,
                row.alertId,
                row.webhookId,
                row.state,
                row.attempts,
                row.state.equals("pending") ? row.due : null,
                row.lastStatus,
                row.lastError,
                row.createdAt,
                row.finishedAt,
                log);
    }

    private static Delivery.Attempt view(AttemptRow row) {
        try {
            return new Delivery.Attempt(
                    row.attempt,
                    row.startedAt,
                    row.durationMillis,
                    row.status,
                    row.error,
                    FeedJson.mapper().readTree(row.headers),
                    row.answer,
                    row.truncated);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
