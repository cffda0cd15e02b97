package org.diplofeed.timeline.answer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.diplofeed.testkit.TestBroker;
import org.diplofeed.testkit.TestDatabase;

/** Gives the service under test a broker, a database and a key for tokens. */
public class RunningFeed implements QuarkusTestResourceLifecycleManager {
    static final KeyPair KEYS = keys();
    static final String ISSUER = "https://diplofeed.local";
    static final int PARTITIONS = 3;
    static final String PREFIX = TestBroker.topicPrefix();

    @Override
    public Map<String, String> start() {
        var database = TestDatabase.fresh();
        return Map.ofEntries(
                Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
                Map.entry("quarkus.datasource.reactive.url", database.reactiveUrl()),
                Map.entry("quarkus.datasource.username", database.username()),
                Map.entry("quarkus.datasource.password", database.password()),
                Map.entry("diplofeed.kafka.bootstrap-servers", TestBroker.bootstrapServers()),
                Map.entry("diplofeed.kafka.topic-prefix", PREFIX),
                Map.entry("diplofeed.kafka.partitions", Integer.toString(PARTITIONS)),
                Map.entry("diplofeed.timeline.follow.group", UUID.randomUUID().toString()),
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("mp.jwt.verify.publickey", publicKey()),
                Map.entry("mp.jwt.verify.issuer", ISSUER));
    }

    @Override
    public void stop() {}

    static String publicKey() {
        return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
