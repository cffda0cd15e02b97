package org.diplofeed.log;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what {@link EventLedger} recorded: reads a batch from the buckets it has leased, sends it, awaits every
 * acknowledgement, then takes the batch off the queue in one statement. While the broker works on a batch the one
 * before it is taken off and the one behind it is read.
 *
 * <p>An event is published at least once, and first appearances are in version order within a stream. It is published
 * again when a relay dies, or loses its lease, between the acknowledgement and the statement; its stream and version
 * make that harmless to every reader. Any number of relays share the buckets evenly.
 *
 * <p>A broker or database that is away is waited for. An event that the broker refuses for what it is holds back its
 * own stream only ({@link RefusedEvent}).
 */
public final class Relay implements AutoCloseable {
    private static final Duration MARGIN = Duration.ofSeconds(5);
    private static final Logger LOGGER = LoggerFactory.getLogger(Relay.class);

    /** Where a test may let the relay die. */
    enum Step {
        READ,
        ACKNOWLEDGED
    }

    /** A test's hand on the relay; does nothing in production. */
    interface Probe {
        void reached(Step step);
    }

    /** Killed by a test: ends without giving anything back, as a process that is gone. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final DataSource database;
    private final RelaySettings settings;
    private final RelayLeases leases;
    private final RelayQueue queue;
    private final RelayProducer producer;
    private final Probe probe;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile int refusedStreams;
    private volatile Duration lag = Duration.ZERO;
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong rounds = new AtomicLong();
    private final Thread publisher = Thread.ofVirtual().name("relay").unstarted(this::run);
    private final Thread heart = Thread.ofVirtual().name("relay-heartbeat").unstarted(this::beat);
    private final CountDownLatch closing = new CountDownLatch(1);
    private long nextRebalance = System.nanoTime();

    private Relay(DataSource database, Map<String, Object> kafka, RelaySettings settings, Probe probe) {
        this.database = database;
        this.settings = settings;
        this.probe = probe;
        this.leases = new RelayLeases(database, settings.lease());
        this.queue = new RelayQueue(database, settings, leases.owner());
        this.producer = new RelayProducer(kafka, settings.deliveryTimeout());
    }

    /**
     * Starts a relay; neither broker nor database needs to be up yet.
     *
     * @param kafka client properties: {@code bootstrap.servers}, and what the broker's security asks for
     */
    public static Relay start(DataSource database, Map<String, Object> kafka, RelaySettings settings) {
        return start(database, kafka, settings, step -> {});
    }

    static Relay start(DataSource database, Map<String, Object> kafka, RelaySettings settings, Probe probe) {
        var relay = new Relay(database, kafka, settings, probe);
        relay.publisher.start();
        relay.heart.start();
        return relay;
    }

    /** Looks for new events now instead of at the next poll; to be called after a commit. Never blocks. */
    public void wake() {
        wakeUps.release();
    }

    /** How many events are recorded and not yet known to be published, by all relays together. */
    public long depth() throws SQLException {
        return Transactions.run(database, settings.lease(), UnpublishedEvents::count);
    }

    /** How long ago the oldest of these was recorded; zero when there is none. */
    public Duration oldestAge() throws SQLException {
        return Transactions.run(database, settings.lease(), UnpublishedEvents::oldestAge);
    }

    /**
     * How many streams wait because the broker refused an event of theirs, by all relays together, as last counted; see
     * {@link RefusedEvent}.
     */
    public int refusedStreams() {
        return refusedStreams;
    }

    /** How many of the 64 buckets this relay owns at this moment. */
    public int ownedBuckets() {
        return leases.buckets().size();
    }

    /**
     * How long the first event of the batch that was published last had been recorded when the broker acknowledged the
     * batch; zero before the first one. By this machine's clock against the database's.
     */
    public Duration lag() {
        return lag;
    }

    /** How often it has failed to publish since it started: broker or database were away. */
    public long failures() {
        return failures.get();
    }

    /** How often it has looked for events. */
    long rounds() {
        return rounds.get();
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                publishOrBackOff();
            }
            producer.close();
            giveBack();
        } catch (InterruptedException e) {
            producer.abandon();
            giveBack();
        } catch (Killed e) {
            producer.abandon();
        }
    }

    private void publishOrBackOff() throws InterruptedException {
        try {
            wakeUps.drainPermits();
            rounds.incrementAndGet();
            rebalanceWhenDue();
            publishAll();
            awaitWakeUp();
        } catch (Killed e) {
            throw e;
        } catch (SQLException | RuntimeException | ExecutionException | TimeoutException e) {
            producer.abandon();
            queue.lookBack();
            failures.incrementAndGet();
            LOGGER.atWarn().addKeyValue("fault", Faults.describe(e)).log("relay could not publish, will retry");
            boolean over = closing.await(settings.backoff().toNanos(), TimeUnit.NANOSECONDS);
            LOGGER.atDebug().addKeyValue("closing", over).log("relay goes on");
        }
    }

    private void awaitWakeUp() throws InterruptedException {
        if (closing.getCount() > 0 && wakeUps.tryAcquire(settings.poll().toNanos(), TimeUnit.NANOSECONDS)) {
            wakeUps.drainPermits();
        }
    }

    private void rebalanceWhenDue() throws SQLException {
        if (System.nanoTime() - nextRebalance >= 0) {
            leases.rebalance();
            refusedStreams = queue.countRefused();
            nextRebalance = System.nanoTime() + settings.lease().toNanos() / 3;
        }
    }

    /** Publishes batch after batch until nothing waits. */
    private void publishAll() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        var batch = queue.next(leases.buckets(), List.of());
        while (!batch.events().isEmpty()) {
            probe.reached(Step.READ);
            batch = publish(batch);
        }
    }

    /** Publishes a batch and says what comes after it. */
    private RelayQueue.Batch publish(RelayQueue.Batch batch)
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        var events = batch.events();
        var sent = send(events);
        boolean ahead = sent.size() == events.size() && (batch.more() || wakeUps.tryAcquire());
        var next = ahead ? readAhead(events) : null;
        var published = new ArrayList<StoredEvent>();
        var refused = new ArrayList<RefusedEvents.Refusal>();
        ExecutionException failure;
        try (var _ = Trace.span(
                Trace.Part.PRODUCE, "publish", Trace.of(events.stream().map(StoredEvent::headers)))) {
            failure = awaitAll(events, sent, published, refused);
        }
        probe.reached(Step.ACKNOWLEDGED);
        published.forEach(queue::published);
        if (!published.isEmpty()) {
            lag = longest(published);
        }
        if (!refused.isEmpty()) {
            refused.forEach(Relay::tell);
            refusedStreams = queue.refused(refused);
        }
        if (failure != null) {
            queue.removePublished();
            throw failure;
        }
        if (closing.getCount() == 0) {
            queue.removePublished();
            return RelayQueue.Batch.NONE;
        }
        rebalanceWhenDue();
        if (published.size() < events.size()) {
            queue.lookBack(); // What was read ahead may follow upon what the broker refused.
            next = null;
        }
        return next != null && !next.events().isEmpty() ? next : queue.next(leases.buckets(), List.of());
    }

    private RelayQueue.Batch readAhead(List<StoredEvent> underWay) throws SQLException {
        wakeUps.drainPermits();
        return queue.next(leases.buckets(), underWay);
    }

    private static Duration longest(List<StoredEvent> published) {
        var now = Instant.now();
        var first = published.stream()
                .map(StoredEvent::recordedTime)
                .min(Instant::compareTo)
                .orElse(now);
        return first.isAfter(now) ? Duration.ZERO : Duration.between(first, now);
    }

    /**
     * Sends until the end of the batch, a lost lease or a failure: then what follows must not overtake. What follows a
     * refused event in its stream is not sent; where an event may be refused for its size, that is waited for.
     */
    private List<Future<RecordMetadata>> send(List<StoredEvent> batch) throws InterruptedException, TimeoutException {
        producer.open(batch.stream().map(StoredEvent::topic).collect(Collectors.toSet()));
        var sent = new ArrayList<Future<RecordMetadata>>(batch.size());
        var refused = new HashMap<String, Future<RecordMetadata>>();
        for (var event : batch) {
            if (!leases.holds(StreamBucket.of(event.streamId()))) {
                break;
            }
            var before = refused.get(event.streamId());
            var result = before == null ? producer.send(event) : before;
            if (before == null && producer.mayBeTooLarge(event)) {
                settle(result);
            }
            sent.add(result);
            if (result.state() == Future.State.FAILED) {
                if (!RefusedEvents.isRefusal(result.exceptionNow())) {
                    break;
                }
                refused.put(event.streamId(), result);
            }
        }
        return sent;
    }

    private void settle(Future<RecordMetadata> result) throws InterruptedException, TimeoutException {
        try {
            var metadata = result.get(patience().toNanos(), TimeUnit.NANOSECONDS);
            LOGGER.atTrace().addKeyValue("offset", metadata.offset()).log("large event published");
        } catch (ExecutionException _) {
            // Told by its state.
        }
    }

    private Duration patience() {
        return settings.deliveryTimeout().plus(MARGIN);
    }

    /**
     * Waits for every acknowledgement. An event counts as published only if those before it in its stream do.
     *
     * @return the first failure that is not a refusal of one event
     */
    private @Nullable ExecutionException awaitAll(
            List<StoredEvent> batch,
            List<Future<RecordMetadata>> sent,
            List<StoredEvent> published,
            List<RefusedEvents.Refusal> refused)
            throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + patience().toNanos();
        var broken = new HashSet<String>();
        ExecutionException failure = null;
        for (int i = 0; i < sent.size(); i++) {
            var event = batch.get(i);
            try {
                var metadata = sent.get(i).get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (!broken.contains(event.streamId())) {
                    LOGGER.atTrace().addKeyValue("offset", metadata.offset()).log("event published");
                    published.add(event);
                }
            } catch (ExecutionException e) {
                boolean first = broken.add(event.streamId());
                if (RefusedEvents.isRefusal(e.getCause())) {
                    if (first) {
                        refused.add(RefusedEvents.refusal(event, e.getCause()));
                    }
                } else if (failure == null) {
                    failure = e;
                }
            }
        }
        return failure;
    }

    private static void tell(RefusedEvents.Refusal refusal) {
        LOGGER.atError()
                .addKeyValue("stream", refusal.event().streamId())
                .addKeyValue("version", refusal.event().version())
                .addKeyValue("fault", refusal.fault())
                .log("the broker refuses an event, its stream is held back");
    }

    /** Renews while the publisher lives, also while it waits for the broker. */
    private void beat() {
        try {
            while (!publisher.join(settings.lease().dividedBy(3))) {
                renew();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        try {
            leases.renew();
        } catch (SQLException | RuntimeException e) {
            LOGGER.atWarn().addKeyValue("fault", Faults.describe(e)).log("relay could not renew its leases");
        }
    }

    private void giveBack() {
        try {
            leases.giveBack();
        } catch (SQLException e) {
            LOGGER.atWarn()
                    .addKeyValue("fault", Faults.describe(e))
                    .log("relay could not give its leases back, they end by themselves");
        }
    }

    /** Finishes the batch under way, then gives its leases back; waits for the broker no longer than a batch may. */
    @Override
    public void close() {
        closing.countDown();
        wake();
        long deadline = System.nanoTime() + patience().multipliedBy(2).toNanos();
        if (!Threads.join(publisher, deadline)) {
            publisher.interrupt();
        }
    }
}
