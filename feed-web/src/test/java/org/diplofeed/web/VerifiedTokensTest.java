package org.diplofeed.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private final KeyPair keys = keys();
    private final JWTAuthContextInfo context = new JWTAuthContextInfo(keys.getPublic(), "issuer");
    private final AtomicInteger verifications = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final VerifiedTokens tokens = new VerifiedTokens(
            new JWTCallerPrincipalFactory() {
                private final DefaultJWTCallerPrincipalFactory real = new DefaultJWTCallerPrincipalFactory();

                @Override
                public JWTCallerPrincipal parse(String token, JWTAuthContextInfo info) throws ParseException {
                    verifications.incrementAndGet();
                    return real.parse(token, info);
                }
            },
            now::get);
    private String token = "";

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void sign() {
        token = signed(Duration.ofSeconds(20));
    }

    private String signed(Duration lifetime) {
        return Jwt.issuer("issuer")
                .subject("desk")
                .expiresAt(now.get().plus(lifetime))
                .sign(keys.getPrivate());
    }

    @Test
    void a_token_is_verified_once_while_it_is_trusted() throws Exception {
        // given
        var first = tokens.parse(token, context);

        // when
        var again = tokens.parse(token, context);

        // then
        assertThat(again.getSubject()).isEqualTo(first.getSubject()).isEqualTo("desk");
        assertThat(verifications).hasValue(1);
    }

    @Test
    void a_token_is_trusted_no_longer_than_it_lasts() throws Exception {
        // given
        tokens.parse(token, context);
        now.updateAndGet(time -> time.plusSeconds(20));

        // when
        tokens.parse(token, context);

        // then
        assertThat(verifications).hasValue(2);
    }

    @Test
    void a_token_that_lasts_long_is_verified_again_after_half_a_minute() throws Exception {
        // given
        var lasting = signed(Duration.ofHours(1));
        tokens.parse(lasting, context);
        now.updateAndGet(time -> time.plus(VerifiedTokens.TRUST));

        // when
        tokens.parse(lasting, context);

        // then
        assertThat(verifications).hasValue(2);
    }

    @Test
    void one_that_is_changed_is_not_taken_for_the_one_that_was_verified() throws Exception {
        // given
        tokens.parse(token, context);
        var forged = token.substring(0, token.length() - 4) + "AAAA";

        // when, then
        assertThatThrownBy(() -> tokens.parse(forged, context)).isInstanceOf(ParseException.class);
        assertThatThrownBy(() -> tokens.parse(forged, context)).isInstanceOf(ParseException.class);
        assertThat(verifications).hasValue(3);
    }
}
