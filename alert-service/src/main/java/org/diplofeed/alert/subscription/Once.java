package org.diplofeed.alert.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.diplofeed.alert.webhook.SecretBox;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Answers a POST that comes twice under one {@code Idempotency-Key} once: the second is told what the first was, and
 * does nothing. Answers are kept for a day, sealed. What was refused is not kept, for it did nothing.
 */
@ApplicationScoped
public class Once {
    /** The header. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final Mutiny.SessionFactory sessions;
    private final SecretBox secrets;
    private final ObjectMapper json;

    Once(Mutiny.SessionFactory sessions, SecretBox secrets, ObjectMapper json) {
        this.sessions = sessions;
        this.secrets = secrets;
        this.json = json;
    }

    /**
     * Does it, unless it was done.
     *
     * @param key the header; null: it is done whenever it comes
     * @param what is done, so that one key is not for two things
     * @throws ProblemException malformed-request, key-reused, in-progress
     */
    public Uni<Response> run(
            String tenant, @Nullable String key, String what, JsonNode body, Supplier<Uni<? extends Response>> work) {
        if (key == null) {
            return Uni.createFrom().<Response>deferred(work);
        }
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST, HEADER + " has to be 1 to 200 visible ASCII characters.");
        }
        byte[] fingerprint = fingerprint(what, body);
        return begin(tenant, key, fingerprint)
                .chain(begun -> begun
                        ? Uni.createFrom()
                                .<Response>deferred(work)
                                .call(answer -> keep(tenant, key, answer))
                                .onFailure()
                                .call(() -> forget(tenant, key))
                        : earlier(tenant, key, fingerprint));
    }

    /** Whether it is this request's to do. One that died a minute ago is begun anew. */
    private Uni<Boolean> begin(String tenant, String key, byte[] fingerprint) {
        return sessions.withStatelessTransaction(session -> session.createNativeQuery(
                        "delete from idempotency_key where begun_at < clock_timestamp() - interval '1 day'")
                .executeUpdate()
                .chain(() -> session.createNativeQuery("""
                                insert into idempotency_key (tenant, key, fingerprint) values (:tenant, :key, :fingerprint)
                                on conflict (tenant, key) do update set begun_at = clock_timestamp()
                                 where idempotency_key.status is null and idempotency_key.fingerprint = excluded.fingerprint
                                   and idempotency_key.begun_at < clock_timestamp() - interval '1 minute'
                                """)
                        .setParameter("tenant", tenant)
                        .setParameter("key", key)
                        .setParameter("fingerprint", fingerprint)
                        .executeUpdate())
                .map(written -> written == 1));
    }

    private Uni<Void> keep(String tenant, String key, Response answer) {
        String location =
                Optional.ofNullable(answer.getLocation()).map(URI::toString).orElse(null);
        return sessions.withStatelessTransaction(session -> session.createNativeQuery("""
                        update idempotency_key set status = :status, location = :location, answer = :answer
                         where tenant = :tenant and key = :key
                        """)
                .setParameter("status", answer.getStatus())
                .setParameter("location", location)
                .setParameter("answer", secrets.seal(tenant, text(answer.getEntity())))
                .setParameter("tenant", tenant)
                .setParameter("key", key)
                .executeUpdate()
                .replaceWithVoid());
    }

    private Uni<Void> forget(String tenant, String key) {
        return sessions.withStatelessTransaction(session -> session.createNativeQuery(
                        "delete from idempotency_key where tenant = :tenant and key = :key and status is null")
                .setParameter("tenant", tenant)
                .setParameter("key", key)
                .executeUpdate()
                .replaceWithVoid());
    }

    private Uni<Response> earlier(String tenant, String key, byte[] fingerprint) {
        return sessions.withStatelessSession(session -> session.createNativeQuery(
                                "select fingerprint, status, location, answer from idempotency_key where tenant = :tenant and key = :key",
                                Object[].class)
                        .setParameter("tenant", tenant)
                        .setParameter("key", key)
                        .getResultList())
                .map(rows -> {
                    if (rows.isEmpty()
                            || (rows.getFirst()[1] == null
                                    && Arrays.equals(fingerprint, (byte[]) rows.getFirst()[0]))) {
                        throw new ProblemException(ProblemType.IN_PROGRESS, "The same request is still being handled.");
                    }
                    var row = rows.getFirst();
                    if (!Arrays.equals(fingerprint, (byte[]) row[0])) {
                        throw new ProblemException(
                                ProblemType.KEY_REUSED, "This " + HEADER + " came with another request.");
                    }
                    var answer = Response.status(((Number) Objects.requireNonNull(row[1])).intValue())
                            .type(MediaType.APPLICATION_JSON_TYPE)
                            .header("Idempotent-Replayed", "true")
                            .entity(secrets.open(tenant, (byte[]) row[3]));
                    return row[2] == null
                            ? answer.build()
                            : answer.location(URI.create((String) row[2])).build();
                });
    }

    private String text(@Nullable Object entity) {
        try {
            return entity == null ? "" : json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] fingerprint(String what, JsonNode body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(what.getBytes(UTF_8));
            digest.update((byte) 0);
            return digest.digest(body.toString().getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
