package org.diplofeed.alert.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps the addresses of feeds. The secret itself is in nobody's table. */
@ApplicationScoped
class FeedStore {
    private static final int SECRET_BYTES = 24;

    private final Mutiny.SessionFactory sessions;
    private final SecureRandom random = new SecureRandom();

    FeedStore(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A new address, in place of the one before; tells its secret. */
    Uni<String> open(String subscriptionId, Instant now) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return sessions.withStatelessTransaction(session -> revoke(session, subscriptionId, now)
                .chain(() -> session.createNativeQuery(
                                "insert into feed_address (secret_hash, subscription_id, created_at) values (:hash, :id, :now)")
                        .setParameter("hash", hash(secret))
                        .setParameter("id", subscriptionId)
                        .setParameter("now", now)
                        .executeUpdate())
                .replaceWith(secret));
    }

    /** Ends the address, if there is one. */
    Uni<Void> revoke(String subscriptionId, Instant now) {
        return sessions.withStatelessTransaction(session -> revoke(session, subscriptionId, now));
    }

    /** What is at an address; empty for none that ever was. */
    Uni<Optional<FeedSource>> find(String secret) {
        return sessions.withStatelessSession(session -> session.createNativeQuery("""
                        select s.tenant, s.subscription_id, s.name, s.version, c.last_sequence,
                               cast(extract(epoch from greatest(s.updated_at, (
                                   select a.created_at from alert a
                                    where a.subscription_id = s.subscription_id and a.sequence = c.last_sequence))) as bigint),
                               f.revoked_at is not null
                          from feed_address f
                          join subscription s on s.subscription_id = f.subscription_id
                          join alert_chain c on c.subscription_id = f.subscription_id
                         where f.secret_hash = :hash
                        """, Object[].class)
                        .setParameter("hash", hash(secret))
                        .getResultList())
                .map(rows -> rows.stream().findFirst().map(FeedStore::source));
    }

    private static FeedSource source(Object[] row) {
        return new FeedSource(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                ((Number) row[3]).longValue(),
                ((Number) row[4]).longValue(),
                Instant.ofEpochSecond(((Number) row[5]).longValue()),
                (Boolean) row[6]);
    }

    private static Uni<Void> revoke(Mutiny.StatelessSession session, String subscriptionId, Instant now) {
        return session.createNativeQuery(
                        "update feed_address set revoked_at = :now where subscription_id = :id and revoked_at is null")
                .setParameter("now", now)
                .setParameter("id", subscriptionId)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
