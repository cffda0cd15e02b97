package org.diplofeed.timeline.search;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.diplofeed.timeline.follow.Following;
import org.diplofeed.timeline.generation.Generation;
import org.diplofeed.timeline.generation.Generations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes the texts that the projection has left for it; any number of instances share them out. While the projection
 * is behind, it is left most of the machine.
 */
@ApplicationScoped
public class TextIndexing {
    private static final Logger LOGGER = LoggerFactory.getLogger(TextIndexing.class);
    private static final int LAST = 9_000; // before the connection pool closes
    private static final Duration STOPPING = Duration.ofSeconds(5);
    private static final int LONGEST_STATEMENT_SECONDS = 30;

    private final Generations generations;
    private final SearchConfig config;
    private final Following following;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread indexer = Thread.ofVirtual().name("text-indexing").unstarted(this::run);
    private final Counter failures;

    TextIndexing(Generations generations, SearchConfig config, Following following, MeterRegistry meters) {
        this.generations = generations;
        this.config = config;
        this.following = following;
        this.failures = Counter.builder("diplofeed.search.failures")
                .description("Batches of texts that could not be indexed")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        indexer.start();
    }

    void stop(@Observes @Priority(LAST) ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        if (indexer.isAlive() && !indexer.join(STOPPING)) {
            indexer.interrupt();
        }
    }

    private void run() {
        try {
            boolean more = false;
            while (!stopped.await(pause(more).toMillis(), TimeUnit.MILLISECONDS)) {
                more = index();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause(boolean more) {
        if (!more) {
            return config.poll();
        }
        boolean behind = following
                .progress()
                .map(progress -> progress.lag() > config.behind())
                .orElse(false);
        return behind ? config.pauseBehind() : Duration.ZERO;
    }

    private boolean index() {
        try {
            // The live one's first: questions wait for those.
            int live = generations.live();
            return index(live) || indexOthers(live);
        } catch (SQLException e) {
            failures.increment();
            LOGGER.atWarn().addKeyValue("state", e.getSQLState()).log("texts could not be indexed, will retry");
            return false;
        }
    }

    private boolean indexOthers(int live) throws SQLException {
        boolean more = false;
        for (var generation : generations.all()) {
            if (generation.state() == Generation.State.FOLLOWING && generation.number() != live) {
                more |= index(generation.number());
            }
        }
        return more;
    }

    private boolean index(int generation) throws SQLException {
        return TextIndex.next(generations.database(generation), config.batchSize(), LONGEST_STATEMENT_SECONDS)
                == config.batchSize();
    }
}
