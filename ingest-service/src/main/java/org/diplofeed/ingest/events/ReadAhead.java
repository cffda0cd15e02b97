package org.diplofeed.ingest.events;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body on a thread of its own, a bounded piece ahead of whoever takes it: the sender need not wait while what
 * it sent is parsed, and it can be told from one that pauses.
 */
final class ReadAhead implements AutoCloseable {
    private static final int PIECE = 1 << 16;
    private static final int PIECES_AHEAD = 16;

    /** What the body had next: bytes, its end, or what kept it from being read. */
    private sealed interface Read {
        // Handed over once, from thread to thread: a wrapper around a copy would only cost.
        @SuppressWarnings("ArrayRecordComponent")
        record Piece(byte[] bytes) implements Read {}

        record End() implements Read {}

        record Broken(IOException failure) implements Read {}
    }

    private final InputStream body;
    private final ArrayBlockingQueue<Read> ahead = new ArrayBlockingQueue<>(PIECES_AHEAD);
    private final Thread reader;
    private @Nullable Read upcoming; // The taker's.

    private ReadAhead(InputStream body) {
        this.body = body;
        this.reader = Thread.ofVirtual().name("bulk-read-ahead").unstarted(this::readAll);
    }

    /** Starts reading; ends with the body, or when it is closed. */
    static ReadAhead of(InputStream body) {
        var ahead = new ReadAhead(body);
        ahead.reader.start();
        return ahead;
    }

    private void readAll() {
        var buffer = new byte[PIECE];
        try {
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                if (count > 0) {
                    ahead.put(new Read.Piece(Arrays.copyOf(buffer, count)));
                }
            }
            ahead.put(new Read.End());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Closed: nobody takes any more.
        } catch (IOException | RuntimeException e) {
            fail(e instanceof IOException io ? io : new IOException("the body could not be read", e));
        }
    }

    private void fail(IOException failure) {
        try {
            ahead.put(new Read.Broken(failure));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The next bytes, or null at the end.
     *
     * @throws IOException if the sender broke off
     */
    byte @Nullable [] next() throws IOException {
        try {
            var read = upcoming == null ? ahead.take() : upcoming;
            upcoming = read instanceof Read.Piece ? null : read;
            return switch (read) {
                case Read.Piece piece -> piece.bytes();
                case Read.End _ -> null;
                case Read.Broken broken -> throw broken.failure();
            };
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Whether there is more, or the end, within so long; a sender that waits for verdicts sends nothing. */
    boolean comesWithin(Duration time) throws IOException {
        try {
            if (upcoming == null) {
                upcoming = ahead.poll(time.toNanos(), TimeUnit.NANOSECONDS);
            }
            return upcoming != null;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the service is shutting down");
    }

    /** Reads no further. */
    @Override
    public void close() {
        reader.interrupt();
    }
}
