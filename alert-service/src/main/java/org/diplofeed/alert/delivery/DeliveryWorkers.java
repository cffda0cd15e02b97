package org.diplofeed.alert.delivery;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.diplofeed.alert.mail.LetterWriter;
import org.diplofeed.alert.mail.PostOffice;
import org.diplofeed.alert.target.TargetClient;
import org.diplofeed.alert.webhook.SecretBox;
import org.diplofeed.log.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the queue: claims in batches, sends each delivery on a virtual thread of its own, completes in batches. Any
 * number of instances may run on one database.
 */
public final class DeliveryWorkers implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeliveryWorkers.class);
    private static final Duration BACKOFF = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A claim costs the database about as much for one delivery as for many: it waits for some to come together. */
    private static final Duration BETWEEN_CLAIMS = Duration.ofMillis(5);
    /** What was sent is sent: that it is written down may wait for more of it. */
    private static final Duration LINGER = Duration.ofMillis(10);
    /** What is tried again has waited for seconds. */
    private static final Duration BETWEEN_RETRIES = Duration.ofMillis(100);

    private final DeliveryQueue queue;
    private final DigestQueue digests;
    private final RedeliveryQueue redeliveries;
    private final DeliverySender sender;
    private final DeliverySettings settings;
    private final DeliveryMetrics metrics;
    private final Semaphore wake = new Semaphore(0);
    private final BlockingQueue<Attempted> ended = new LinkedBlockingQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final Map<UUID, Integer> claims = new HashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile boolean running = true;
    /** Of the loop that claims alone. */
    private long retriesLooked = System.nanoTime() - BETWEEN_RETRIES.toNanos();

    private DeliveryWorkers(
            DataSource database,
            DeliverySettings settings,
            TargetClient client,
            SecretBox secrets,
            MailSender mails,
            DeliveryMetrics metrics) {
        this.queue = new DeliveryQueue(database, settings);
        this.digests = new DigestQueue(database);
        this.redeliveries = new RedeliveryQueue(database);
        this.sender = new DeliverySender(client, secrets, mails);
        this.settings = settings;
        this.metrics = metrics;
    }

    /** Starts working. */
    public static DeliveryWorkers start(
            DataSource database,
            DeliverySettings settings,
            TargetClient client,
            SecretBox secrets,
            PostOffice post,
            LetterWriter letters,
            DeliveryMetrics metrics) {
        var workers = new DeliveryWorkers(
                database, settings, client, secrets, new MailSender(post, letters, secrets), metrics);
        workers.loop("delivery-claim", workers::claim);
        workers.loop("delivery-complete", workers::complete);
        workers.loop("delivery-lease", workers::keepLeases);
        workers.loop("delivery-digests", workers::digest);
        workers.loop("delivery-again", workers::redeliver);
        var signal = new DatabaseSignal(database, "diplofeed_delivery", workers::wake);
        workers.loop("delivery-signal", signal::listen);
        return workers;
    }

    /** Looks at the queue now. */
    public void wake() {
        wake.release();
    }

    /**
     * Claims no more, waits for what is under way, and stops. What it cannot complete is delivered by another, later.
     */
    @Override
    public void close() {
        running = false;
        wake();
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (underWay.get() > 0 && System.nanoTime() < end) {
                if (wake.tryAcquire(100, MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
            drained.countDown();
            for (var thread : threads) {
                thread.interrupt();
                thread.join(PATIENCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Step {
        void run() throws SQLException, InterruptedException;
    }

    private void loop(String name, Step step) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            while (running || (underWay.get() > 0 && drained.getCount() > 0)) {
                try {
                    step.run();
                } catch (InterruptedException _) {
                    return;
                } catch (SQLException | RuntimeException e) {
                    if (!running) {
                        return;
                    }
                    LOGGER.atWarn()
                            .addKeyValue("loop", name)
                            .addKeyValue("fault", e.getClass().getName())
                            .log("deliveries wait for the database");
                    if (isDrainedWithin(BACKOFF)) {
                        return;
                    }
                }
            }
        }));
    }

    /** Waits this long, or until closing has waited for what was under way. */
    private boolean isDrainedWithin(Duration pause) {
        try {
            return drained.await(pause.toNanos(), NANOSECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    private void claim() throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        int free = settings.concurrency() - underWay.get();
        int got = free > 0 ? send(false, free) : 0;
        int freeForRetries = free - got - settings.reservedConcurrency();
        if (freeForRetries > 0 && begun - retriesLooked >= BETWEEN_RETRIES.toNanos()) {
            retriesLooked = begun;
            got += send(true, freeForRetries);
        }
        if (got < settings.batch()) {
            if (got == 0 && wake.tryAcquire(settings.poll().toMillis(), MILLISECONDS)) {
                wake.drainPermits();
            }
            isDrainedWithin(BETWEEN_CLAIMS.minusNanos(System.nanoTime() - begun));
        }
    }

    private int send(boolean retries, int most) throws SQLException {
        // A claim counts as under way itself: closing does not end between it and the first thread that it starts.
        underWay.incrementAndGet();
        try {
            var claimed = running ? queue.claim(retries, most) : List.<Claimed>of();
            long claimedNanos = System.nanoTime();
            if (!claimed.isEmpty()) {
                synchronized (claims) {
                    claims.put(claimed.getFirst().claim(), claimed.size());
                }
                underWay.addAndGet(claimed.size());
                claimed.forEach(
                        delivery -> Thread.ofVirtual().name("deliver").start(() -> attempt(delivery, claimedNanos)));
            }
            return claimed.size();
        } finally {
            underWay.decrementAndGet();
        }
    }

    private void attempt(Claimed delivery, long claimedNanos) {
        try (var _ = Trace.span(Trace.Part.CALL, "deliver", Stream.ofNullable(delivery.traceparent()))) {
            var attempted = sender.attempt(delivery, claimedNanos);
            metrics.attempted(attempted);
            ended.add(attempted);
        } catch (RuntimeException e) {
            // Left to its lease: another attempt follows when that ends.
            LOGGER.atError()
                    .addKeyValue("delivery", delivery.deliveryId())
                    .addKeyValue("fault", e.getClass().getName())
                    .log("a delivery could not be attempted");
            release(List.of(delivery));
        }
    }

    private void complete() throws SQLException, InterruptedException {
        var first = ended.poll(settings.poll().toMillis(), MILLISECONDS);
        if (first == null) {
            return;
        }
        var batch = new ArrayList<Attempted>(List.of(first));
        long end = System.nanoTime() + LINGER.toNanos();
        for (var next = first; next != null && batch.size() < settings.batch(); ) {
            next = ended.poll(end - System.nanoTime(), NANOSECONDS);
            if (next != null) {
                batch.add(next);
            }
        }
        try {
            queue.complete(batch);
        } catch (SQLException e) {
            // Conditional on the claims, so it may be tried again whatever came of it.
            ended.addAll(batch);
            throw e;
        }
        release(batch.stream().map(Attempted::delivery).toList());
    }

    private void release(List<Claimed> deliveries) {
        synchronized (claims) {
            for (var delivery : deliveries) {
                claims.computeIfPresent(delivery.claim(), (_, left) -> left == 1 ? null : left - 1);
            }
        }
        underWay.addAndGet(-deliveries.size());
        wake();
    }

    private void digest() throws SQLException {
        if (!running || !digests.make()) {
            isDrainedWithin(settings.poll());
        }
    }

    private void redeliver() throws SQLException {
        if (!running || !redeliveries.step()) {
            isDrainedWithin(settings.poll());
        }
    }

    private void keepLeases() throws SQLException {
        List<UUID> mine;
        synchronized (claims) {
            mine = List.copyOf(claims.keySet());
        }
        if (!mine.isEmpty()) {
            queue.heartbeat(mine);
        }
        if (queue.reclaim() > 0) {
            wake();
        }
        isDrainedWithin(settings.heartbeat());
    }
}
