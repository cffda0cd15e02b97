package org.diplofeed.alert.rehearsal;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.diplofeed.alert.AlertConfig;
import org.diplofeed.alert.rehearsal.Rehearsal.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays what rehearsals there are, of whichever instance they were asked. */
@ApplicationScoped
class RehearsalPlayer {
    private static final Logger LOGGER = LoggerFactory.getLogger(RehearsalPlayer.class);
    private static final Duration BACKOFF = Duration.ofMillis(500);

    private final Rehearsals rehearsals;
    private final AlertConfig config;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    RehearsalPlayer(Rehearsals rehearsals, AlertConfig config) {
        this.rehearsals = rehearsals;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("rehearsal").start(this::play);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
        var playing = thread;
        if (playing != null) {
            playing.interrupt();
        }
    }

    private void play() {
        var pause = Duration.ZERO;
        boolean played = false;
        while (!isStoppedWithin(pause)) {
            try {
                var stepped = rehearsals.step();
                stepped.filter(now -> now.state() != State.RUNNING).ifPresent(RehearsalPlayer::tell);
                // One that runs is due again a tick after its last step.
                pause = stepped.isPresent()
                        ? Duration.ZERO
                        : played ? Rehearsals.TICK : config.delivery().poll();
                played = stepped.isPresent();
            } catch (SQLException | RuntimeException e) {
                LOGGER.atWarn().addKeyValue("fault", e.getClass().getName()).log("a rehearsal waits for the database");
                pause = BACKOFF;
            }
        }
    }

    private static void tell(Rehearsal ended) {
        LOGGER.atInfo()
                .addKeyValue("rehearsal", ended.rehearsalId())
                .addKeyValue("state", ended.state())
                .addKeyValue("events", ended.done())
                .addKeyValue("alerts", ended.alerts())
                .log("a rehearsal ended");
    }

    private boolean isStoppedWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }
}
