package org.diplofeed.log;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.diplofeed.log.BatchTransaction.Slice;
import org.diplofeed.log.Lanes.Outcome;
import org.diplofeed.log.ProjectionProgress.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds a {@link Projection} from the log, so that every event takes effect exactly once: what the projection writes
 * and the offset that follows are one transaction, and a consumer that lost its partition can commit nothing.
 *
 * <p>Instances of one projection share the partitions through their consumer group, which holds no offsets. A partition
 * whose batch fails transiently waits, longer each time, while the others go on; an event that can never be applied
 * parks its stream (see {@link ParkedStreams}) while all other streams go on. When too many would be parked, everything
 * waits for an operator.
 */
public final class PartitionProjector implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(PartitionProjector.class);
    private static final Duration AT_ITS_LIMIT = Duration.ofMillis(20);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    /** A test's hand on the projector, between reading and writing; does nothing in production. */
    interface Probe {
        void received(TopicPartition partition);
    }

    private final DataSource database;
    private final ProjectorSettings settings;
    private final Map<String, Object> kafka;
    private final ProjectionTables tables;
    private final Lanes lanes;
    private final Probe probe;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread reader;
    private final CatchUpGate gate;
    private final Map<TopicPartition, OwnedPartition> owned = new HashMap<>();
    private volatile ProjectionProgress progress = new ProjectionProgress(State.BACKING_OFF, List.of(), "starting");
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private volatile @Nullable String tripped;
    private volatile long unlimitedUntil = System.nanoTime();

    private PartitionProjector(
            DataSource database,
            Map<String, Object> kafka,
            Projection projection,
            ProjectorSettings settings,
            Probe probe) {
        this.database = database;
        this.settings = settings;
        this.probe = probe;
        this.tables = new ProjectionTables(projection.name());
        this.lanes = new Lanes(new BatchTransaction(database, projection, settings), projection, settings);
        this.gate = new CatchUpGate(database, tables, settings);
        this.kafka = LogConsumer.properties(kafka, settings);
        this.reader = Thread.ofVirtual().name("projector-" + projection.name()).unstarted(this::run);
    }

    /**
     * Starts reading; neither broker nor database needs to be up yet.
     *
     * @param database where the projection's tables are, those of {@code db/feed-log/projection} among them
     * @param kafka client properties: {@code bootstrap.servers}, and what the broker's security asks for
     */
    public static PartitionProjector start(
            DataSource database, Map<String, Object> kafka, Projection projection, ProjectorSettings settings) {
        return start(database, kafka, projection, settings, partition -> {});
    }

    static PartitionProjector start(
            DataSource database,
            Map<String, Object> kafka,
            Projection projection,
            ProjectorSettings settings,
            Probe probe) {
        var projector = new PartitionProjector(database, kafka, projection, settings, probe);
        projector.reader.start();
        return projector;
    }

    /** How far this instance has come; as of its last poll. */
    public ProjectionProgress progress() {
        return progress;
    }

    /**
     * Goes on after too many streams were parked at once, parking without a limit for one
     * {@linkplain ProjectorSettings#tripWindow trip window}.
     */
    public void resume() {
        unlimitedUntil = System.nanoTime() + settings.tripWindow().toNanos();
        tripped = null;
    }

    private void run() {
        while (closing.getCount() > 0) {
            var consumer = open();
            if (consumer != null) {
                read(consumer);
            }
        }
        progress = new ProjectionProgress(State.CLOSED, List.of(), null);
    }

    /** A consumer; null, after a pause, when none can be made: the broker's name does not resolve, say. */
    private @Nullable Consumer<byte[], byte[]> open() {
        try {
            return LogConsumer.open(kafka);
        } catch (KafkaException e) {
            report(e);
            return null;
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        current = consumer;
        var contact = new BrokerContact(consumer, settings.longestSilence());
        try {
            consumer.subscribe(settings.topics(), new Assignment(consumer));
            while (closing.getCount() > 0) {
                step(consumer);
                progress = snapshot(consumer, contact.lost());
            }
        } catch (WakeupException e) {
            LOGGER.atDebug().log("projector woken to close");
        } catch (RuntimeException e) {
            report(e);
        } finally {
            current = null;
            owned.clear();
            consumer.close(CloseOptions.timeout(LONGEST_CLOSE));
        }
    }

    private void report(RuntimeException fault) {
        var description = Faults.describe(fault);
        progress = new ProjectionProgress(State.BACKING_OFF, List.of(), description);
        LOGGER.atError().addKeyValue("fault", description).log("projector starts its consumer anew");
        try {
            boolean over = closing.await(settings.longestBackoff().toNanos(), TimeUnit.NANOSECONDS);
            LOGGER.atDebug().addKeyValue("closing", over).log("projector goes on");
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    private void step(Consumer<byte[], byte[]> consumer) {
        claim(consumer);
        gate.look(consumer);
        pauseAndResume(consumer);
        var records = consumer.poll(untilNextAttempt());
        var read = new ArrayList<Slice>();
        for (var polled : Polled.inOrder(records)) {
            var partition = owned.get(polled.partition());
            if (partition != null && partition.isClaimed()) {
                probe.received(polled.partition());
                if (polled.next() != partition.place().nextOffset()) {
                    read.add(new Slice(polled.partition(), partition.place(), polled.next(), polled.records()));
                }
            }
        }
        if (!read.isEmpty()) {
            lanes.run(read, System.nanoTime() - unlimitedUntil < 0)
                    .forEach((slice, outcome) -> settle(consumer, slice, outcome));
        }
    }

    /** Partitions assigned to this consumer become this projector's own when the database says so. */
    private void claim(Consumer<byte[], byte[]> consumer) {
        var wanted = owned.values().stream()
                .filter(partition -> !partition.isClaimed() && partition.isDue())
                .map(OwnedPartition::partition)
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        try {
            var places = Transactions.run(
                    database, settings.transactionTimeout(), connection -> tables.claim(connection, wanted));
            places.forEach((partition, place) -> {
                owned.put(partition, OwnedPartition.claimed(partition, place));
                consumer.seek(partition, place.nextOffset());
            });
        } catch (SQLException e) {
            List.copyOf(owned.values()).stream()
                    .filter(partition -> wanted.contains(partition.partition()))
                    .forEach(partition -> backOff(partition, e));
        }
    }

    private void pauseAndResume(Consumer<byte[], byte[]> consumer) {
        var paused = new HashSet<TopicPartition>();
        var running = new HashSet<TopicPartition>();
        for (var partition : owned.values()) {
            boolean runs = partition.isClaimed()
                    && partition.isDue()
                    && tripped == null
                    && gate.admits(partition.partition().topic());
            (runs ? running : paused).add(partition.partition());
        }
        consumer.pause(paused);
        consumer.resume(running);
    }

    private Duration untilNextAttempt() {
        return owned.values().stream()
                .map(OwnedPartition::untilDue)
                .filter(Duration::isPositive)
                .reduce(settings.poll(), (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }

    private void settle(Consumer<byte[], byte[]> consumer, Slice slice, Outcome outcome) {
        var topicPartition = slice.partition();
        var partition = owned.get(topicPartition);
        if (partition == null) {
            return;
        }
        switch (outcome) {
            case Outcome.Reached(long offset) -> {
                owned.put(topicPartition, partition.at(offset, slice.records()));
                if (offset != slice.next()) {
                    consumer.seek(topicPartition, offset);
                }
                if (offset == slice.from().nextOffset()) {
                    owned.put(topicPartition, partition.after(AT_ITS_LIMIT));
                }
            }
            case Outcome.Lost _ -> {
                LOGGER.atWarn().addKeyValue("partition", topicPartition).log("partition has another owner, let go");
                owned.put(
                        topicPartition, OwnedPartition.unclaimed(topicPartition).after(settings.longestBackoff()));
            }
            case Outcome.Tripped(String fault) -> {
                tripped = fault;
                LOGGER.atError()
                        .addKeyValue("partition", topicPartition)
                        .addKeyValue("fault", fault)
                        .log("too many streams would be parked, projection pauses");
                consumer.seek(topicPartition, slice.from().nextOffset());
            }
            case Outcome.Failed(Exception fault) -> {
                backOff(partition, fault);
                consumer.seek(topicPartition, slice.from().nextOffset());
            }
        }
    }

    private void backOff(OwnedPartition partition, Exception fault) {
        var description = Faults.describe(fault);
        var waiting = partition.failed(description, settings.backoff(), settings.longestBackoff());
        owned.put(partition.partition(), waiting);
        LOGGER.atWarn()
                .addKeyValue("partition", partition.partition())
                .addKeyValue("attempt", waiting.failures())
                .addKeyValue("fault", description)
                .log("batch failed, will retry");
    }

    private ProjectionProgress snapshot(Consumer<byte[], byte[]> consumer, boolean lost) {
        var trip = tripped;
        var fault = owned.values().stream()
                .map(OwnedPartition::fault)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
        State state = State.RUNNING;
        if (trip != null) {
            state = State.TRIPPED;
        } else if (fault != null) {
            state = State.BACKING_OFF;
        } else if (lost) {
            state = State.UNREACHED;
        } else if (!gate.isOpen()) {
            state = State.CATCHING_UP_FIRST;
        }
        var partitions = owned.values().stream()
                .filter(OwnedPartition::isClaimed)
                .map(partition ->
                        partition.progress(lost ? OptionalLong.empty() : consumer.currentLag(partition.partition())))
                .toList();
        return new ProjectionProgress(state, partitions, trip == null ? fault : trip);
    }

    /** Finishes the batch under way, leaves the group and ends. */
    @Override
    public void close() {
        closing.countDown();
        var consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        var longest = settings.transactionTimeout().plus(LONGEST_CLOSE);
        if (!Threads.join(reader, System.nanoTime() + longest.toNanos())) {
            reader.interrupt();
        }
    }

    /** What the group says. A partition that comes is paused until the database has handed it over. */
    private final class Assignment implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Assignment(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (var partition : partitions) {
                owned.put(partition, OwnedPartition.unclaimed(partition));
                consumer.seek(partition, 0); // somewhere, or the consumer would ask for a committed offset
            }
            consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(owned::remove);
        }
    }
}
