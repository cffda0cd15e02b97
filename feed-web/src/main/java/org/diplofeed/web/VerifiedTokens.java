package org.diplofeed.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;

/**
 * Verifies bearer tokens, and for half a minute takes one that it verified for verified: a client sends the same one
 * with each request, and its signature costs more than all else that is done with a small one. A token that has expired
 * is refused at once, one whose key was withdrawn after that time. Of tokens only hashes are kept.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class VerifiedTokens extends JWTCallerPrincipalFactory {
    static final Duration TRUST = Duration.ofSeconds(30);

    private static final long MOST = 10_000;

    private final JWTCallerPrincipalFactory verifier;
    private final InstantSource clock;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(TRUST).build();

    private record Verified(JWTCallerPrincipal principal, Instant until) {}

    VerifiedTokens() {
        this(new DefaultJWTCallerPrincipalFactory(), InstantSource.system());
    }

    VerifiedTokens(JWTCallerPrincipalFactory verifier, InstantSource clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        var key = hash(token);
        var known = verified.getIfPresent(key);
        var now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            return known.principal();
        }
        var principal = verifier.parse(token, context);
        verified.put(key, new Verified(principal, until(principal, now)));
        return principal;
    }

    private static Instant until(JWTCallerPrincipal principal, Instant now) {
        var trusted = now.plus(TRUST);
        var expires = Instant.ofEpochSecond(principal.getExpirationTime());
        return expires.isBefore(trusted) ? expires : trusted;
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
