package org.diplofeed.cli.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lines that have no verdict yet, oldest first: bounded in number and bytes, and what a broken request is repeated
 * with.
 */
final class Window {
    private static final int LINES = 10_000;
    private static final long BYTES = 8L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<EventLine> lines = new ArrayDeque<>();
    private long bytes;
    private long settled;

    /** Adds a line; one that is larger than the whole window gets in when it is alone. */
    void add(EventLine line) {
        lock.lock();
        try {
            lines.add(line);
            bytes += line.text().length;
        } finally {
            lock.unlock();
        }
    }

    /** Takes out the oldest line, whose verdict has come; null if there is none. */
    @Nullable
    EventLine settle() {
        lock.lock();
        try {
            var oldest = lines.poll();
            if (oldest != null) {
                bytes -= oldest.text().length;
                settled++;
            }
            changed.signalAll();
            return oldest;
        } finally {
            lock.unlock();
        }
    }

    /** All of them, oldest first. */
    List<EventLine> unsettled() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    /** Wakes whoever waits for room, to look again. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is room for another line.
     *
     * @throws IOException if the request is over, or no verdict came for so long
     */
    void awaitRoom(EventStream request, Duration patience) throws IOException, InterruptedException {
        lock.lock();
        try {
            long settledBefore = settled;
            long deadline = System.nanoTime() + patience.toNanos();
            while (!request.over() && (lines.size() >= LINES || bytes >= BYTES)) {
                if (settled > settledBefore) {
                    settledBefore = settled;
                    deadline = System.nanoTime() + patience.toNanos();
                }
                if (changed.awaitNanos(deadline - System.nanoTime()) <= 0) {
                    throw new IOException("no verdict for " + patience.toSeconds() + " s");
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
