package org.diplofeed.web.rate;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** A key pair that is made anew for each run, and tokens of it. */
public class TokenKeys implements QuarkusTestResourceLifecycleManager {
    private static final String SIGNING_KEY = "diplofeed.test.signing-key";
    private static final String ISSUER = "https://diplofeed.local";

    @Override
    public Map<String, String> start() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            // Tests are loaded by another class loader than this, so a static field would not reach them.
            System.setProperty(
                    SIGNING_KEY,
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            return Map.of(
                    "mp.jwt.verify.publickey",
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                    "mp.jwt.verify.issuer",
                    ISSUER);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        System.clearProperty(SIGNING_KEY);
    }

    static String token(String subject) {
        try {
            var encoded = Base64.getDecoder().decode(System.getProperty(SIGNING_KEY));
            return Jwt.issuer(ISSUER)
                    .subject(subject)
                    .expiresIn(Duration.ofMinutes(30))
                    .sign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
