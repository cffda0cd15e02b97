package org.diplofeed.alert.stream;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.sse.Sse;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.diplofeed.alert.delivery.DatabaseSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps all streams of this instance going: one reader of the database for all that are up to date. */
@ApplicationScoped
class AlertHub {
    private static final Logger LOGGER = LoggerFactory.getLogger(AlertHub.class);
    private static final int PAGE = 50;
    /** How many streams catch up at a time: each holds a page. */
    private static final int CATCHING_UP = 4;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final StreamConfig config;
    private final StreamRows rows;
    private final StreamEvents events;
    private final DataSource database;
    private final Clock clock;
    private final Map<String, NewsroomFeed> feeds = new ConcurrentHashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private final Semaphore catchingUp = new Semaphore(CATCHING_UP);
    private final AtomicLong cutOff = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile boolean running = true;

    AlertHub(StreamConfig config, DataSource database, Sse sse, Clock clock, MeterRegistry registry) {
        this.config = config;
        this.database = database;
        this.events = new StreamEvents(sse);
        this.rows = new StreamRows(database, events);
        this.clock = clock;
        registry.gauge("diplofeed.streams.open", this, AlertHub::open);
        registry.gauge("diplofeed.streams.cut.off", cutOff);
    }

    void start(@Observes StartupEvent event) {
        loop("stream-read", this::read);
        loop("stream-signal", new DatabaseSignal(database, "diplofeed_alert", wake::release)::listen);
        loop("stream-tick", this::tick);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        stopping.countDown();
        feeds.values().forEach(feed -> feed.streams().forEach(stream -> stream.end("shutting-down")));
        threads.forEach(Thread::interrupt);
    }

    StreamRows rows() {
        return rows;
    }

    /** How many streams there are. */
    int open() {
        return feeds.values().stream().mapToInt(feed -> feed.streams().size()).sum();
    }

    /** Opens a stream; empty when there are too many. */
    Optional<AlertStream> open(StreamStart start, AlertStream.Reader reader) throws SQLException {
        if (open() >= config.most()) {
            return Optional.empty();
        }
        // Read before the feed is there for others to see: from its head on it has no hole.
        long head = rows.newest(reader.tenant()).map(StreamStart::place).orElse(0L);
        var opened = new ArrayList<AlertStream>();
        feeds.compute(reader.tenant(), (_, present) -> {
            var feed = present == null ? new NewsroomFeed(Math.max(head, 0)) : present;
            var stream = new AlertStream(feed, events, start, counting(reader), this::catchUp);
            feed.streams().add(stream);
            opened.add(stream);
            return feed;
        });
        wake.release();
        return Optional.of(opened.getFirst());
    }

    private AlertStream.Reader counting(AlertStream.Reader reader) {
        return new AlertStream.Reader(reader.tenant(), reader.subscription(), reader.until(), () -> {
            cutOff.incrementAndGet();
            reader.cutOff().run();
        });
    }

    private void read() throws SQLException, InterruptedException {
        if (wake.tryAcquire(BETWEEN_LOOKS.toMillis(), MILLISECONDS)) {
            wake.drainPermits();
        }
        var open = new HashMap<>(feeds);
        if (open.isEmpty()) {
            return;
        }
        var heads = rows.heads(open.keySet());
        for (var entry : open.entrySet()) {
            var feed = entry.getValue();
            while (feed.stretch().head() < heads.getOrDefault(entry.getKey(), 0L)) {
                var told = rows.after(entry.getKey(), feed.stretch().head(), PAGE);
                if (told.isEmpty()) {
                    // The newest are gone with their subscription.
                    break;
                }
                feed.add(told);
            }
        }
    }

    private void catchUp(AlertStream stream) {
        Thread.ofVirtual().name("stream-catch-up").start(() -> {
            try {
                catchingUp.acquire();
                try {
                    long upTo = stream.feed().stretch().from();
                    stream.caughtUp(rows.after(stream.reader().tenant(), stream.place(), PAGE), upTo);
                } finally {
                    catchingUp.release();
                }
            } catch (SQLException | RuntimeException e) {
                LOGGER.atWarn()
                        .addKeyValue("fault", e.getClass().getName())
                        .log("a stream cannot catch up and is ended");
                stream.end("unavailable");
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void tick() throws InterruptedException {
        long beats = config.heartbeat().toSeconds();
        for (long second = 1; running; second++) {
            if (stopping.await(1, SECONDS)) {
                return;
            }
            var now = clock.instant();
            boolean heartbeat = second % Math.max(1, beats) == 0;
            feeds.values()
                    .forEach(feed -> feed.streams().forEach(stream -> stream.tick(now, heartbeat, config.patience())));
            // A newsroom without readers is not read for.
            feeds.keySet()
                    .forEach(tenant -> feeds.computeIfPresent(
                            tenant, (_, feed) -> feed.streams().isEmpty() ? null : feed));
        }
    }

    private interface Step {
        void run() throws SQLException, InterruptedException;
    }

    private void loop(String name, Step step) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            while (running) {
                try {
                    step.run();
                } catch (InterruptedException _) {
                    return;
                } catch (SQLException | RuntimeException e) {
                    LOGGER.atWarn()
                            .addKeyValue("loop", name)
                            .addKeyValue("fault", e.getClass().getName())
                            .log("streams wait for the database");
                    if (isStoppedWithin(BETWEEN_LOOKS)) {
                        return;
                    }
                }
            }
        }));
    }

    private boolean isStoppedWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }
}
