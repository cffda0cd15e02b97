package org.diplofeed.cli.load;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Events that are to be sent, one after the other, never all of them in memory. */
public interface EventSource extends AutoCloseable {
    /** What it is called in messages. */
    String name();

    /** Its bytes, as they are on the disk; empty for a stream. */
    OptionalLong size();

    /** How many bytes have been read of it. */
    long bytesRead();

    /** Whether the next event can be had without waiting for whoever writes, as far as is known. */
    boolean ready();

    /**
     * The next event, or null at the end.
     *
     * @throws org.diplofeed.cli.stack.StackFailure if it cannot be read
     */
    @Nullable
    EventLine next();

    @Override
    void close();
}
