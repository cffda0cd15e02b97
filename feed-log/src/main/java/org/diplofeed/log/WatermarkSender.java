package org.diplofeed.log;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells readers of the log, now and then, up to when it is complete: a {@link Watermark} on a small topic of its own
 * with one partition, which is no record and is forgotten after an hour. Any number of instances may do so.
 */
public final class WatermarkSender implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WatermarkSender.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final int LOOKS_COST_AT_MOST = 10; // A tenth of the time.
    private static final String KEPT_MS = Long.toString(Duration.ofHours(1).toMillis());

    private final DataSource database;
    private final Map<String, Object> kafka;
    private final String topic;
    private final List<String> covered;
    private final int replication;
    private final Duration interval;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread sender = Thread.ofVirtual().name("watermarks").unstarted(this::run);
    private Map<TopicPartition, Long> lastEnds = Map.of();
    private int sentAtEnds;
    private long lastSent = System.nanoTime() - QUIET.toNanos();

    private WatermarkSender(
            DataSource database,
            Map<String, Object> kafka,
            String topic,
            List<String> covered,
            int replication,
            Duration interval) {
        this.database = database;
        this.kafka = Map.copyOf(kafka);
        this.topic = topic;
        this.covered = List.copyOf(covered);
        this.replication = replication;
        this.interval = interval;
    }

    /**
     * Starts sending; neither broker nor database needs to be up yet.
     *
     * @param database where the ledger is
     * @param topic of the watermarks; created when it is missing
     * @param covered the topics that the ledger, and nobody else, writes to
     * @param interval between two watermarks while the log moves; a quiet log gets one every ten seconds
     */
    public static WatermarkSender start(
            DataSource database,
            Map<String, Object> kafka,
            String topic,
            List<String> covered,
            int replication,
            Duration interval) {
        var sender = new WatermarkSender(database, kafka, topic, covered, replication, interval);
        sender.sender.start();
        return sender;
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                serve();
                boolean over = closing.await(interval.toMillis(), TimeUnit.MILLISECONDS);
                LOGGER.atTrace().addKeyValue("closing", over).log("watermarks go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** With one pair of clients, until something fails or the end. */
    private void serve() throws InterruptedException {
        var settings = new HashMap<>(kafka);
        settings.put("key.serializer", ByteArraySerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
        settings.put("max.block.ms", Math.toIntExact(TIMEOUT.toMillis()));
        settings.put("request.timeout.ms", Math.toIntExact(TIMEOUT.toMillis() / 2));
        settings.put("delivery.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
        settings.put("default.api.timeout.ms", Math.toIntExact(TIMEOUT.toMillis()));
        try (var admin = Admin.create(kafka);
                var producer = new KafkaProducer<byte[], byte[]>(settings)) {
            create(admin);
            long pause = interval.toNanos();
            while (!closing.await(pause, TimeUnit.NANOSECONDS)) {
                long began = System.nanoTime();
                send(admin, producer);
                // What a forgotten transaction keeps Postgres from clearing away makes the look long: then it is rare.
                pause = Math.max(interval.toNanos(), LOOKS_COST_AT_MOST * (System.nanoTime() - began));
            }
        } catch (SQLException | ExecutionException | TimeoutException | KafkaException e) {
            LOGGER.atDebug().addKeyValue("fault", Faults.describe(e)).log("no watermark for now, will retry");
        }
    }

    private void create(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        var wanted = new NewTopic(topic, 1, (short) replication)
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, KEPT_MS, TopicConfig.SEGMENT_MS_CONFIG, KEPT_MS));
        try {
            admin.createTopics(List.of(wanted)).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** First the ledger, then the ends: what was published by then lies below them. */
    private void send(Admin admin, KafkaProducer<byte[], byte[]> producer)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        var recorded = LedgerWatermark.read(database, TIMEOUT);
        if (recorded.isEmpty()) {
            return;
        }
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var name : covered) {
            producer.partitionsFor(name)
                    .forEach(partition ->
                            latest.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest()));
        }
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(latest)
                .all()
                .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        boolean moved = !ends.equals(lastEnds);
        // Two at the same ends: the first may have been read while the last of these events was on its way to them.
        if (!moved && sentAtEnds > 1 && System.nanoTime() - lastSent < QUIET.toNanos()) {
            return;
        }
        var sent = producer.send(new ProducerRecord<>(topic, new Watermark(recorded.get(), ends).write()))
                .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        LOGGER.atTrace().addKeyValue("offset", sent.offset()).log("watermark sent");
        sentAtEnds = moved ? 1 : sentAtEnds + 1;
        lastEnds = Map.copyOf(ends);
        lastSent = System.nanoTime();
    }

    @Override
    public void close() {
        closing.countDown();
        if (!Threads.join(sender, System.nanoTime() + TIMEOUT.multipliedBy(2).toNanos())) {
            sender.interrupt();
        }
    }
}
