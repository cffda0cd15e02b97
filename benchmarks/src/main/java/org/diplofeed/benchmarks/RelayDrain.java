package org.diplofeed.benchmarks;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.diplofeed.log.EventLedger;
import org.diplofeed.log.NewEvent;
import org.diplofeed.log.Relay;
import org.diplofeed.log.RelaySettings;
import org.diplofeed.log.Topics;

/** A ledger full of unpublished events, and how fast the relay gets them onto the log in the order of their streams. */
final class RelayDrain {
    private static final int EVENTS = 200_000;
    private static final int STREAMS = 5_000;
    private static final int BATCH = 1_000;
    private static final String TOPIC = "bench.relay";
    private static final String BARE_TOPIC = "bench.bare";
    private static final Statements STATEMENTS = new Statements("relay.", 3);

    private final LocalPostgres postgres;
    private final String bootstrapServers;

    RelayDrain(LocalPostgres postgres, String bootstrapServers) {
        this.postgres = postgres;
        this.bootstrapServers = bootstrapServers;
    }

    Figure measure() throws IOException, SQLException, InterruptedException {
        postgres.createDatabase("bench");
        Topics.ensure(kafka(), List.of(TOPIC, BARE_TOPIC), 12, 1, Duration.ofSeconds(30));
        try (var database = pool()) {
            fill(database);
            double relayed;
            try (var log = new Publishing(bootstrapServers, TOPIC);
                    var _ = Relay.start(database, kafka(), RelaySettings.defaults())) {
                relayed = EVENTS * 1e9 / log.readInOrder(EVENTS).toNanos();
            }
            return Figure.atLeast(
                    "relay, in order", relayed, "/s", bare(), "a bare producer with the same records", 15_000);
        }
    }

    private AgroalDataSource pool() throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(8)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(postgres.jdbcUrl("bench"))
                                .principal(new NamePrincipal(LocalPostgres.USER))
                                .credential(new SimplePassword(postgres.password())))));
    }

    private static void fill(AgroalDataSource database) throws SQLException, IOException {
        var ledger = new EventLedger();
        try (var connection = database.getConnection()) {
            connection.createStatement().execute(LocalPostgres.script("/db/feed-log/ledger/V0_1__event_ledger.sql"));
            connection.createStatement().execute(LocalPostgres.script("/db/feed-log/ledger/R__relay_refusal.sql"));
            connection.setAutoCommit(false);
            for (int from = 0; from < EVENTS; from += BATCH) {
                var batch = new ArrayList<NewEvent>(BATCH);
                for (int n = from; n < from + BATCH; n++) {
                    batch.add(new NewEvent(stream(n), TOPIC, headers(n), STATEMENTS.body(n)));
                }
                var _ = ledger.append(connection, batch);
                connection.commit();
            }
        }
    }

    private double bare() {
        var settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            long began = System.nanoTime();
            for (int n = 0; n < EVENTS; n++) {
                var record = new ProducerRecord<>(BARE_TOPIC, stream(n), STATEMENTS.body(n));
                headers(n).forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                var _ = producer.send(record);
            }
            producer.flush();
            return EVENTS * 1e9 / (System.nanoTime() - began);
        }
    }

    private static String stream(int n) {
        return "statement/bench." + n % STREAMS;
    }

    private static Map<String, String> headers(int n) {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", "bench." + n,
                "ce_source", "urn:diplofeed:bench",
                "ce_type", "diplofeed.statement.recorded.v1");
    }

    private Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", bootstrapServers);
    }
}
