package org.diplofeed.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;

/**
 * Sends one file, in its order, and counts the verdicts.
 *
 * <p>A request that breaks, or that the service has no room for at the moment, is repeated with the lines that have no
 * verdict: what was recorded already is answered as a replay and changes nothing.
 */
public final class Import {
    private static final int PIECE = 1 << 16;
    private static final long SAVE_EVERY = 5_000;
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI ingest;
    private final Supplier<String> token;
    private final BiFunction<EventLine, JsonNode, JsonNode> judge;
    private final boolean dryRun;
    private final Duration patience;
    private final Tally tally;

    /**
     * An import.
     *
     * @param token asked for anew with each request
     * @param dryRun whether everything is judged and nothing recorded
     * @param patience how long to try again while nothing gets through
     * @param judge has the last word on a verdict
     */
    public Import(
            HttpClient http,
            URI ingest,
            Supplier<String> token,
            boolean dryRun,
            Duration patience,
            BiFunction<EventLine, JsonNode, JsonNode> judge,
            Tally tally) {
        this.http = http;
        this.ingest = ingest;
        this.token = token;
        this.dryRun = dryRun;
        this.patience = patience;
        this.judge = judge;
        this.tally = tally;
    }

    /**
     * Sends a file to its end.
     *
     * @param checkpoint where it is remembered how far this got; null for what cannot be read again
     * @throws StackFailure if the service refuses the sender, or nothing gets through for too long
     */
    public void run(EventSource file, @Nullable Checkpoint checkpoint) throws InterruptedException {
        var progress = new Progress(file, checkpoint);
        progress.skip();
        var wait = FIRST_WAIT;
        long stuckSince = System.nanoTime();
        while (true) {
            long before = progress.settled;
            try {
                request(progress);
                progress.done();
                return;
            } catch (Refusal refusal) {
                if (!refusal.passing()) {
                    throw failed(refusal, progress);
                }
                wait = pause(refusal, progress, before, wait, refusal.retryAfter());
            } catch (IOException broken) {
                wait = pause(broken, progress, before, wait, Optional.empty());
            }
            if (progress.settled > before) {
                stuckSince = System.nanoTime();
            } else if (System.nanoTime() - stuckSince > patience.toNanos()) {
                throw failed(new IOException("nothing got through for " + patience.toSeconds() + " s"), progress);
            }
        }
    }

    private Duration pause(IOException why, Progress progress, long before, Duration wait, Optional<Duration> asked)
            throws InterruptedException {
        if (patience.isZero()) {
            throw failed(why, progress);
        }
        var now = progress.settled > before ? FIRST_WAIT : wait;
        Thread.sleep(asked.filter(time -> time.compareTo(now) > 0).orElse(now));
        var doubled = now.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    private StackFailure failed(IOException why, Progress progress) {
        progress.save();
        return new StackFailure(
                "import of " + progress.file.name() + " stopped "
                        + (progress.settled == 0 ? "before its first line" : "after line " + progress.settled) + ": "
                        + why.getMessage() + (progress.checkpoint == null ? "" : "; the same command goes on there"),
                why);
    }

    private void request(Progress progress) throws IOException, InterruptedException {
        var stream = EventStream.open(http, ingest, token.get(), dryRun, progress::settle);
        stream.onceOver(progress.window::wake);
        var piece = new ByteArrayOutputStream(PIECE);
        for (var line : progress.window.unsettled()) {
            put(line, piece, stream);
        }
        while (!progress.exhausted) {
            if (!progress.file.ready()) {
                flush(piece, stream);
            }
            var line = progress.next();
            if (line == null) {
                break;
            }
            progress.window.awaitRoom(stream, SILENCE);
            if (stream.over()) {
                progress.window.add(line);
                break;
            }
            progress.window.add(line);
            put(line, piece, stream);
        }
        flush(piece, stream);
        stream.end();
        stream.awaitEnd(SILENCE);
        if (!progress.window.unsettled().isEmpty() || !progress.exhausted) {
            throw new IOException("the answer ended before its last verdict");
        }
    }

    private static void put(EventLine line, ByteArrayOutputStream piece, EventStream stream) {
        piece.writeBytes(line.text());
        piece.write('\n');
        if (piece.size() >= PIECE) {
            flush(piece, stream);
        }
    }

    private static void flush(ByteArrayOutputStream piece, EventStream stream) {
        if (piece.size() > 0) {
            stream.send(piece.toByteArray());
            piece.reset();
        }
    }

    /** How far one file has got. */
    private final class Progress {
        private final EventSource file;
        private final @Nullable Checkpoint checkpoint;
        private final Window window = new Window();
        private boolean exhausted;
        private volatile long settled;

        Progress(EventSource file, @Nullable Checkpoint checkpoint) {
            this.file = file;
            this.checkpoint = checkpoint;
        }

        void skip() {
            settled = checkpoint == null ? 0 : checkpoint.line();
            EventLine skipped = null;
            while (settled > 0 && (skipped == null || skipped.number() < settled)) {
                skipped = next();
                if (skipped == null) {
                    return;
                }
            }
        }

        @Nullable
        EventLine next() {
            var line = file.next();
            exhausted = line == null;
            return line;
        }

        void settle(JsonNode verdict) {
            var line = window.settle();
            if (line != null) {
                tally.count(line, judge.apply(line, verdict));
                settled = Math.max(settled, line.number());
                if (tally.total() % SAVE_EVERY == 0) {
                    save();
                }
            }
        }

        void save() {
            if (checkpoint != null && settled > 0) {
                checkpoint.save(settled);
            }
        }

        void done() {
            if (checkpoint != null) {
                checkpoint.clear();
            }
        }
    }
}
