package org.diplofeed.alert.subscription;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.diplofeed.alert.match.Filter;
import org.diplofeed.alert.timing.Mute;
import org.diplofeed.alert.timing.Timing;
import org.diplofeed.alert.webhook.Ed25519Key;
import org.diplofeed.alert.webhook.HmacSecret;
import org.diplofeed.events.FeedJson;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps subscriptions. Everything asks for the tenant: another's subscription is not there. */
@ApplicationScoped
public class SubscriptionStore {
    private final Mutiny.SessionFactory sessions;
    private final SigningKeyStore keys;
    private final SecureRandom random = new SecureRandom();

    SubscriptionStore(Mutiny.SessionFactory sessions, SigningKeyStore keys) {
        this.sessions = sessions;
        this.keys = keys;
    }

    /** Which of the actors and issues nobody has defined, and whether the filter's issues have its topics. */
    public Uni<UnknownNames> unknownNames(Filter filter, List<Mute> mutes) {
        var holders = new TreeSet<>(filter.holders());
        var issues = new TreeSet<>(filter.issues());
        mutes.forEach(mute -> {
            Optional.ofNullable(mute.holder()).ifPresent(holders::add);
            Optional.ofNullable(mute.issue()).ifPresent(issues::add);
        });
        return sessions.withStatelessSession(session -> unknown(
                        session, "select actor_id from actor where actor_id = any(:ids)", holders)
                .chain(noActors -> unknown(session, "select issue_id from issue where issue_id = any(:ids)", issues)
                        .chain(noIssues -> topicsApart(session, filter)
                                .map(apart -> new UnknownNames(noActors, noIssues, apart)))));
    }

    private static Uni<Boolean> topicsApart(Mutiny.StatelessSession session, Filter filter) {
        if (filter.issues().isEmpty() || filter.topics().isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return session.createNativeQuery(
                        "select count(*) from issue where issue_id = any(:ids) and topics && cast(:topics as text[])",
                        Long.class)
                .setParameter("ids", filter.issues().toArray(String[]::new))
                .setParameter("topics", filter.topics().toArray(String[]::new))
                .getSingleResult()
                .map(fitting -> fitting == 0);
    }

    /** Keeps a new subscription, pending, and has its target asked for consent. The secret is in the answer. */
    Uni<Subscription> create(String tenant, SubscriptionDraft draft, Instant now) {
        var row = new SubscriptionRow();
        row.subscriptionId = SortableId.of("sub_", now.toEpochMilli(), random);
        row.tenant = tenant;
        row.name = draft.name();
        row.filter = json(draft.filter());
        row.channel = draft.channel().type();
        row.url = draft.channel().url();
        row.timing = json(draft.timing());
        row.maxAgeSeconds = draft.maxAge().map(Duration::toSeconds).orElse(null);
        row.ordered = draft.ordered();
        row.paused = draft.paused();
        row.sandbox = draft.sandbox();
        row.status = draft.channel().needsConsent() ? "pending" : "active";
        row.version = 1;
        row.createdAt = now;
        row.updatedAt = now;
        var secret = draft.channel() instanceof ChannelDraft.Webhook webhook
                ? Optional.of(webhook.secret().orElseGet(() -> HmacSecret.generate(random)))
                : Optional.<HmacSecret>empty();
        var signing = Ed25519Key.generate(random);
        return sessions.withStatelessTransaction(session -> session.insert(row)
                        .chain(() -> execute(
                                session,
                                "insert into alert_chain (subscription_id) values (:id)",
                                Map.of("id", row.subscriptionId)))
                        .chain(() -> execute(
                                session,
                                "insert into endpoint (subscription_id) values (:id)",
                                Map.of("id", row.subscriptionId)))
                        .chain(() -> secret.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : keys.insert(session, row.subscriptionId, secret.get(), now)
                                        .replaceWithVoid())
                        .chain(() -> keys.insert(session, row.subscriptionId, signing, now))
                        .chain(() -> draft.channel().needsConsent()
                                ? ask(session, row.subscriptionId, now)
                                : Uni.createFrom().voidItem()))
                .replaceWith(() -> view(
                        row,
                        List.of(signing.publicKey()),
                        secret.map(HmacSecret::encoded).orElse(null)));
    }

    /** One of the tenant's subscriptions; null when it has none of that id. */
    public Uni<@Nullable Subscription> find(String tenant, String id) {
        return sessions.withStatelessSession(session -> row(session, tenant, id)
                .onItem()
                .ifNotNull()
                .transformToUni(row -> views(session, List.of(row)).map(List::getFirst)));
    }

    /** The tenant's subscriptions after this id, in the order of their ids, which is that of their making. */
    Uni<List<Subscription>> list(String tenant, String after, int limit) {
        return sessions.withStatelessSession(session -> session.createSelectionQuery(
                        "from SubscriptionRow where tenant = :tenant and subscriptionId > :after order by subscriptionId",
                        SubscriptionRow.class)
                .setParameter("tenant", tenant)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList()
                .chain(rows -> views(session, rows)));
    }

    /** Removes it with its alerts, deliveries and secrets; what is not there needs no removing. */
    Uni<Void> delete(String tenant, String id) {
        return sessions.withStatelessTransaction(session -> row(session, tenant, id)
                .onItem()
                .ifNotNull()
                // In the order in which projection and workers lock: chain, endpoint, digest, then the rest.
                .call(() -> execute(session, "delete from alert_chain where subscription_id = :id", Map.of("id", id)))
                .onItem()
                .ifNotNull()
                .call(() -> execute(session, "delete from endpoint where subscription_id = :id", Map.of("id", id)))
                .onItem()
                .ifNotNull()
                .call(() -> execute(session, "delete from digest_due where subscription_id = :id", Map.of("id", id)))
                .onItem()
                .ifNotNull()
                .call(() -> execute(session, "delete from subscription where subscription_id = :id", Map.of("id", id)))
                .replaceWithVoid());
    }

    /** Has the target asked for consent again; null when the tenant has no such subscription. */
    Uni<@Nullable Subscription> challenge(String tenant, String id, Instant now) {
        return sessions.withStatelessTransaction(session -> row(session, tenant, id)
                .onItem()
                .ifNotNull()
                .call(row -> ask(session, row.subscriptionId, now))
                .onItem()
                .ifNotNull()
                .transformToUni(row -> views(session, List.of(row)).map(List::getFirst)));
    }

    /** Queues a test event, and tells the delivery's id. */
    Uni<String> test(String id, Instant now) {
        String deliveryId = SortableId.of("dl_", now.toEpochMilli(), random);
        return sessions.withStatelessTransaction(session -> execute(
                        session,
                        """
                        insert into delivery (delivery_id, subscription_id, kind, webhook_id, state, position)
                        values (:delivery, :id, 'test', :webhook, 'pending', 0)
                        """,
                        Map.of("delivery", deliveryId, "id", id, "webhook", "test_" + deliveryId.substring(3)))
                .chain(() -> WorkerWake.send(session))
                .replaceWith(deliveryId));
    }

    /** Queues a challenge. */
    Uni<Void> ask(Mutiny.StatelessSession session, String id, Instant now) {
        var nonce = new byte[24];
        random.nextBytes(nonce);
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
        String deliveryId = SortableId.of("dl_", now.toEpochMilli(), random);
        return execute(
                        session,
                        """
                        insert into delivery (delivery_id, subscription_id, kind, webhook_id, challenge, state, position)
                        values (:delivery, :id, 'challenge', :webhook, :challenge, 'pending', 0)
                        """,
                        Map.of(
                                "delivery",
                                deliveryId,
                                "id",
                                id,
                                "webhook",
                                "challenge_" + deliveryId.substring(3),
                                "challenge",
                                challenge))
                .chain(() -> WorkerWake.send(session));
    }

    private static Uni<Void> execute(Mutiny.StatelessSession session, String sql, Map<String, Object> values) {
        var query = session.createNativeQuery(sql);
        values.forEach(query::setParameter);
        return query.executeUpdate().replaceWithVoid();
    }

    private static Uni<SubscriptionRow> row(Mutiny.StatelessSession session, String tenant, String id) {
        return session.createSelectionQuery(
                        "from SubscriptionRow where tenant = :tenant and subscriptionId = :id", SubscriptionRow.class)
                .setParameter("tenant", tenant)
                .setParameter("id", id)
                .getSingleResultOrNull();
    }

    private static Uni<List<Subscription>> views(Mutiny.StatelessSession session, List<SubscriptionRow> rows) {
        return session.createNativeQuery("""
                        select subscription_id, public_key from signing_key
                         where subscription_id = any(:ids) and public_key is not null
                           and (expires_at is null or expires_at > clock_timestamp())
                         order by expires_at desc nulls first, key_id
                        """, Object[].class)
                .setParameter(
                        "ids", rows.stream().map(row -> row.subscriptionId).toArray(String[]::new))
                .getResultList()
                .map(keys -> {
                    Map<String, List<String>> publicKeys = keys.stream()
                            .collect(Collectors.groupingBy(
                                    key -> (String) key[0],
                                    Collectors.mapping(key -> (String) key[1], Collectors.toList())));
                    return rows.stream()
                            .map(row -> view(row, publicKeys.getOrDefault(row.subscriptionId, List.of()), null))
                            .toList();
                });
    }

    private static Subscription view(SubscriptionRow row, List<String> publicKeys, @Nullable String secret) {
        return new Subscription(
                row.subscriptionId,
                row.name,
                value(row.filter, Filter.class),
                channel(row),
                Subscription.duration(row.maxAgeSeconds),
                row.ordered,
                Subscription.Status.valueOf(row.status.toUpperCase(Locale.ROOT)),
                row.statusReason,
                row.paused,
                row.sandbox,
                value(row.timing, Timing.class),
                row.version,
                row.createdAt,
                row.updatedAt,
                publicKeys,
                secret);
    }

    private static Subscription.Channel channel(SubscriptionRow row) {
        return switch (row.channel) {
            case "webhook" -> new Subscription.Channel(row.channel, row.url, null);
            case "email" -> new Subscription.Channel(row.channel, null, row.url.substring("mailto:".length()));
            default -> new Subscription.Channel(row.channel, null, null);
        };
    }

    private static Uni<Set<String>> unknown(Mutiny.StatelessSession session, String sql, Set<String> ids) {
        return session.createNativeQuery(sql, String.class)
                .setParameter("ids", ids.toArray(String[]::new))
                .getResultList()
                .map(known -> {
                    var unknown = new TreeSet<>(ids);
                    known.forEach(unknown::remove);
                    return unknown;
                });
    }

    static String json(Object value) {
        try {
            return FeedJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T value(String json, Class<T> type) {
        try {
            return FeedJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
