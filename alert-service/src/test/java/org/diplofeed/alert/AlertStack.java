package org.diplofeed.alert;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.diplofeed.alert.target.DnsServer;
import org.diplofeed.testkit.TestBroker;
import org.diplofeed.testkit.TestDatabase;

/** Gives the service a database, topics and a token issuer of its own. */
public final class AlertStack implements QuarkusTestResourceLifecycleManager {
    private static final String ISSUER = "https://diplofeed.test";
    private static final KeyPair KEYS = keys();
    private static final String PREFIX = TestBroker.topicPrefix();
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final GreenMail MAIL = mailServer();
    private static final DnsServer NAMES = new DnsServer();

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("quarkus.datasource.jdbc.url", DATABASE.jdbcUrl()),
                Map.entry("quarkus.datasource.reactive.url", DATABASE.reactiveUrl()),
                Map.entry("quarkus.datasource.username", DATABASE.username()),
                Map.entry("quarkus.datasource.password", DATABASE.password()),
                Map.entry("diplofeed.kafka.bootstrap-servers", TestBroker.bootstrapServers()),
                Map.entry("diplofeed.kafka.topic-prefix", PREFIX),
                Map.entry("diplofeed.kafka.partitions", "2"),
                Map.entry("diplofeed.alert.secrets-key", Base64.getEncoder().encodeToString(new byte[32])),
                Map.entry("diplofeed.alert.targets.allow", "127.0.0.0/8,::1/128"),
                Map.entry("diplofeed.alert.targets.name-servers", NAMES.address()),
                Map.entry("diplofeed.alert.projection.group", PREFIX + "alert"),
                Map.entry("diplofeed.alert.projection.poll", "100ms"),
                Map.entry("diplofeed.alert.stream.patience", "2s"),
                Map.entry("diplofeed.alert.mail.from", "alerts@diplofeed.test"),
                Map.entry("quarkus.mailer.mock", "false"),
                Map.entry("quarkus.mailer.host", "127.0.0.1"),
                Map.entry("quarkus.mailer.port", Integer.toString(MAIL.getSmtp().getPort())),
                Map.entry("quarkus.mailer.start-tls", "DISABLED"),
                Map.entry("mp.jwt.verify.issuer", ISSUER),
                Map.entry(
                        "mp.jwt.verify.publickey",
                        Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded())));
    }

    @Override
    public void stop() {
        // Broker and database are shared by the JVM's tests and end with it.
    }

    /** The service's database. */
    public static TestDatabase database() {
        return DATABASE;
    }

    /** The first column of what the service's database says, as text. */
    public static List<String> texts(String sql) {
        try (var connection = DATABASE.dataSource().getConnection();
                var select = connection.prepareStatement(sql);
                var rows = select.executeQuery()) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** The mail server that the service posts to. */
    public static GreenMail mail() {
        return MAIL;
    }

    /** The only name server that the service asks. */
    public static DnsServer names() {
        return NAMES;
    }

    /** What the service's topics begin with. */
    public static String topicPrefix() {
        return PREFIX;
    }

    /** A token of an organisation's newsroom. */
    public static String newsroom(String organisation) {
        return token(organisation, "newsroom");
    }

    /** A token with a role. */
    public static String token(String organisation, String role) {
        return token(organisation, role, Duration.ofHours(1));
    }

    /** A token with a role that ends so soon. */
    public static String token(String organisation, String role, Duration validity) {
        return Jwt.issuer(ISSUER)
                .subject("tester")
                .groups(Set.of(role))
                .claim("org", organisation)
                .expiresIn(validity)
                .sign(KEYS.getPrivate());
    }

    private static GreenMail mailServer() {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        return mail;
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
