package org.diplofeed.alert.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.diplofeed.alert.subscription.KeyRotation.NewKey;
import org.diplofeed.alert.webhook.Ed25519Key;
import org.diplofeed.alert.webhook.HmacSecret;
import org.diplofeed.alert.webhook.SecretBox;
import org.diplofeed.alert.webhook.SigningKey;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keeps what subscriptions are signed with. When a key ends is for the database's clock to say. */
@ApplicationScoped
class SigningKeyStore {
    /** Every one of them makes the header of each message longer. */
    private static final int MOST_OF_A_SCHEME = 4;

    private final Mutiny.SessionFactory sessions;
    private final SecretBox secrets;
    private final SecureRandom random = new SecureRandom();

    SigningKeyStore(Mutiny.SessionFactory sessions, SecretBox secrets) {
        this.sessions = sessions;
        this.secrets = secrets;
    }

    /** Keeps a key as the present one of its scheme, and tells its id. */
    Uni<String> insert(Mutiny.StatelessSession session, String subscription, SigningKey key, Instant now) {
        String id = SortableId.of("key_", now.toEpochMilli(), random);
        return session.createNativeQuery("""
                        insert into signing_key (key_id, subscription_id, scheme, sealed, public_key, created_at)
                        values (:key, :id, :scheme, :sealed, :public, :now)
                        """)
                .setParameter("key", id)
                .setParameter("id", subscription)
                .setParameter("scheme", publicKey(key) == null ? "v1" : "v1a")
                .setParameter("sealed", secrets.seal(subscription, key.encoded()))
                .setParameter("public", publicKey(key))
                .setParameter("now", now)
                .executeUpdate()
                .replaceWith(id);
    }

    /**
     * Makes a new key. Those that signed until now sign along until the overlap ends, or until they would have ended
     * anyway.
     *
     * @throws ProblemException not-found, if the tenant has no such subscription; conflict, if too many keys would sign
     */
    Uni<NewKey> rotate(String tenant, String subscription, KeyRotation rotation, Instant now) {
        var key = rotation.isEd25519()
                ? Ed25519Key.generate(random)
                : rotation.secret().orElseGet(() -> HmacSecret.generate(random));
        return sessions.withStatelessTransaction(session -> session.createMutationQuery("""
                        update SubscriptionRow set version = version + 1, updatedAt = :now
                         where tenant = :tenant and subscriptionId = :id
                        """)
                .setParameter("now", now)
                .setParameter("tenant", tenant)
                .setParameter("id", subscription)
                .executeUpdate()
                .invoke(found -> Found.required(found == 0 ? null : found, "subscription"))
                .chain(() -> session.createNativeQuery("""
                                update signing_key
                                   set expires_at = least(expires_at, now() + :overlap * interval '1 millisecond')
                                 where subscription_id = :id and scheme = :scheme
                                """)
                        .setParameter("overlap", rotation.overlap().toMillis())
                        .setParameter("id", subscription)
                        .setParameter("scheme", rotation.scheme())
                        .executeUpdate())
                .chain(() -> session.createNativeQuery(
                                "delete from signing_key where subscription_id = :id and expires_at <= now()")
                        .setParameter("id", subscription)
                        .executeUpdate())
                .chain(() -> session.createNativeQuery(
                                "select key_id from signing_key where subscription_id = :id and scheme = :scheme",
                                String.class)
                        .setParameter("id", subscription)
                        .setParameter("scheme", rotation.scheme())
                        .getResultList())
                .invoke(SigningKeyStore::requireRoom)
                .chain(() -> insert(session, subscription, key, now))
                .map(id -> new NewKey(
                        id,
                        rotation.scheme(),
                        key instanceof HmacSecret ? key.encoded() : null,
                        publicKey(key),
                        rotation.overlap().toString())));
    }

    /** The Ed25519 keys that a receiver may meet, the present one first. */
    Uni<KeySet> publicKeys(String subscription) {
        return sessions.withStatelessSession(session -> session.createNativeQuery("""
                        select key_id, public_key from signing_key
                         where subscription_id = :id and public_key is not null
                           and (expires_at is null or expires_at > clock_timestamp())
                         order by expires_at desc nulls first, key_id
                        """, Object[].class)
                .setParameter("id", subscription)
                .getResultList()
                .map(rows -> new KeySet(rows.stream()
                        .map(row -> KeySet.Key.ed25519((String) row[0], Ed25519Key.jwkX((String) row[1])))
                        .toList())));
    }

    private static void requireRoom(List<String> signing) {
        if (signing.size() >= MOST_OF_A_SCHEME) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "As many older keys as can be sign along already: wait until one ends, or end them all by an overlap of PT0S.");
        }
    }

    private static @Nullable String publicKey(SigningKey key) {
        return switch (key) {
            case HmacSecret _ -> null;
            case Ed25519Key ed25519 -> ed25519.publicKey();
        };
    }
}
