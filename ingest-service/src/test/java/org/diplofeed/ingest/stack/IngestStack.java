package org.diplofeed.ingest.stack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.diplofeed.testkit.TestBroker;
import org.diplofeed.testkit.TestDatabase;

/** The surroundings of the service under test; the key pair is made anew for each run. */
public class IngestStack implements QuarkusTestResourceLifecycleManager {
    /** The system property that holds the key that tokens are signed with. */
    public static final String SIGNING_KEY = "diplofeed.test.signing-key";

    @Override
    public Map<String, String> start() {
        var database = TestDatabase.fresh();
        var settings = new HashMap<String, String>();
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.username", database.username());
        settings.put("quarkus.datasource.password", database.password());
        settings.put("diplofeed.kafka.bootstrap-servers", TestBroker.bootstrapServers());
        settings.put("diplofeed.kafka.topic-prefix", TestBroker.topicPrefix());
        settings.put("diplofeed.kafka.partitions", "12");
        settings.put("mp.jwt.verify.publickey", keys());
        settings.put("mp.jwt.verify.issuer", Tokens.ISSUER);
        return settings;
    }

    private static String keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            // Tests are loaded by another class loader than this, so a static field would not reach them.
            System.setProperty(
                    SIGNING_KEY,
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
            return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        System.clearProperty(SIGNING_KEY);
    }
}
