package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** What is made of the log: a read model, alerts, anything that lives in one Postgres database. */
public interface Projection {
    /** Its name in offsets and parking, and by default its consumer group; never changes. */
    String name();

    /**
     * Applies entries of one partition, in order. Duplicates, holes and parked streams are already taken out: of each
     * stream every version comes exactly once and in order, as far as what this method wrote was committed.
     *
     * <p>Runs inside the batch's transaction, in which offsets follow: it must neither commit nor roll back, and must
     * do nothing outside the database that a repetition would harm, for after a fault the same entries come again,
     * possibly cut into other batches. Take row locks in sorted order.
     *
     * @throws RetryLater when a later attempt may succeed: nothing is parked, the partition waits
     * @throws Exception a {@link SQLException} of a transient kind (connection, deadlock, timeout) waits likewise;
     *     anything else parks the streams that cause it. Messages are never logged
     */
    void apply(Connection connection, List<LogEntry> entries) throws Exception;

    /**
     * The offset before which a partition may be read now; what is at or behind it is asked for again a little later.
     * Called in the batch's transaction, under the lock of the partition's offset. Without a limit unless a projection
     * follows another one.
     */
    default long limit(Connection connection, TopicPartition partition) throws SQLException {
        return Long.MAX_VALUE;
    }

    /**
     * What is wrong with an event that {@link #apply} threw at, in words that quote none of its data: an operator reads
     * them beside the parked stream and in the log. Empty where the kind and place of the fault say as much.
     */
    default Optional<String> explain(Throwable fault) {
        return Optional.empty();
    }

    /**
     * Called after each commit, outside its transaction, so that a projection can wake whoever publishes or delivers
     * what it wrote. A hint: a crash may lose it, so a poll stands behind it. Must return quickly and not throw.
     */
    default void committed() {}
}
