package org.diplofeed.timeline.follow;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.generation.GenerationRows;
import org.diplofeed.timeline.generation.Generations;

/**
 * Tells who waits for events that they were read, whichever instance reads them. One look at the database serves all
 * who wait: at once when somebody comes or this instance has read more, and now and then for what others read.
 */
@ApplicationScoped
public class Arrivals {
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final Generations generations;
    private final FollowConfig config;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final Semaphore reasons = new Semaphore(0);
    private final Thread looker = Thread.ofVirtual().name("arrivals").unstarted(this::run);
    private volatile boolean stopped;

    /** Somebody who waits; each is another one, whatever they wait for. */
    private static final class Waiting {
        final Map<String, Long> wanted;
        final CompletableFuture<Void> arrived = new CompletableFuture<>();

        Waiting(Map<String, Long> wanted) {
            this.wanted = wanted;
        }

        boolean isIn(Map<String, Long> seen) {
            return wanted.entrySet().stream()
                    .allMatch(stream -> seen.getOrDefault(stream.getKey(), 0L) >= stream.getValue());
        }
    }

    Arrivals(Generations generations, FollowConfig config, Following following) {
        this.generations = generations;
        this.config = config;
        following.onApplied(reasons::release);
    }

    void start(@Observes StartupEvent event) {
        looker.start();
    }

    /**
     * Done when the live generation has read streams up to these versions.
     *
     * @return fails with {@link java.util.concurrent.TimeoutException} when that takes longer than given, and with
     *     {@link SQLException} when the database does not say
     */
    public CompletableFuture<Void> of(Map<String, Long> versions, Duration atMost) {
        var one = new Waiting(Map.copyOf(versions));
        waiting.add(one);
        reasons.release();
        one.arrived.orTimeout(atMost.toMillis(), TimeUnit.MILLISECONDS);
        return one.arrived.whenComplete((_, _) -> waiting.remove(one));
    }

    private void run() {
        try {
            while (!stopped) {
                boolean told = waiting.isEmpty()
                        ? acquire()
                        : reasons.tryAcquire(config.arrivals().toMillis(), TimeUnit.MILLISECONDS);
                if (told) {
                    reasons.drainPermits();
                }
                look(List.copyOf(waiting));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean acquire() throws InterruptedException {
        reasons.acquire();
        return true;
    }

    private void look(Collection<Waiting> all) {
        if (all.isEmpty()) {
            return;
        }
        try {
            var seen = seen(
                    all.stream().flatMap(one -> one.wanted.keySet().stream()).distinct());
            all.stream().filter(one -> one.isIn(seen)).forEach(one -> one.arrived.complete(null));
        } catch (SQLException e) {
            all.forEach(one -> one.arrived.completeExceptionally(e));
        }
    }

    private Map<String, Long> seen(Stream<String> streams) throws SQLException {
        try (var connection = generations.shared().getConnection()) {
            int live = GenerationRows.live(connection);
            try (var select = connection.prepareStatement("""
                    select stream_id, version from %s.stream_seen
                     where projection = 'timeline' and stream_id = any (?)
                    """.formatted(Generation.schema(live)))) {
                select.setArray(1, connection.createArrayOf("text", streams.toArray()));
                var seen = new HashMap<String, Long>();
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        seen.put(rows.getString(1), rows.getLong(2));
                    }
                }
                return seen;
            }
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopped = true;
        reasons.release();
        if (looker.isAlive() && !looker.join(STOPPING)) {
            looker.interrupt();
        }
    }
}
