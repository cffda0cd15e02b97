package org.diplofeed.log;

import java.time.Duration;
import java.util.List;

/**
 * How a {@link PartitionProjector} reads.
 *
 * @param topics what it reads
 * @param catchUpFirst of these, what it reads to the end (as it is at the start) before it begins with the rest
 * @param groupId the consumer group, which shares out partitions and holds no offsets
 * @param batchSize most entries in one poll, and so in one transaction
 * @param workers most transactions at a time, when one poll brings much of several partitions
 * @param poll how long one poll waits when the log is quiet
 * @param transactionTimeout after which Postgres gives up on a statement, a lock or a stalled transaction
 * @param backoff how long a partition waits after its first transient failure; doubles up to {@code longestBackoff}
 * @param tripAfter how many streams may be parked within {@code tripWindow} before the projection pauses: more is a bad
 *     deploy, not poison
 * @param longestSilence after which a broker that does not answer counts as away
 */
public record ProjectorSettings(
        List<String> topics,
        List<String> catchUpFirst,
        String groupId,
        int batchSize,
        int workers,
        Duration poll,
        Duration transactionTimeout,
        Duration backoff,
        Duration longestBackoff,
        int tripAfter,
        Duration tripWindow,
        Duration longestSilence) {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    public ProjectorSettings {
        topics = List.copyOf(topics);
        catchUpFirst = List.copyOf(catchUpFirst);
        if (!topics.containsAll(catchUpFirst)) {
            throw new IllegalArgumentException("what is caught up on first must be among the topics");
        }
    }

    /** With a broker that counts as away after 15 s of silence. */
    public ProjectorSettings(
            List<String> topics,
            List<String> catchUpFirst,
            String groupId,
            int batchSize,
            int workers,
            Duration poll,
            Duration transactionTimeout,
            Duration backoff,
            Duration longestBackoff,
            int tripAfter,
            Duration tripWindow) {
        this(
                topics,
                catchUpFirst,
                groupId,
                batchSize,
                workers,
                poll,
                transactionTimeout,
                backoff,
                longestBackoff,
                tripAfter,
                tripWindow,
                LONGEST_SILENCE);
    }

    /**
     * Batches of 500, one worker, polls of 1 s, 30 s for a transaction, backoff 200 ms to 10 s, pause at 100 parked in
     * 10 min, and 15 s of silence.
     */
    public static ProjectorSettings of(String groupId, List<String> topics) {
        return new ProjectorSettings(
                topics,
                List.of(),
                groupId,
                500,
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                100,
                Duration.ofMinutes(10));
    }

    /** The same, reading these topics to their end before the rest. */
    public ProjectorSettings catchingUpFirst(List<String> first) {
        return new ProjectorSettings(
                topics,
                first,
                groupId,
                batchSize,
                workers,
                poll,
                transactionTimeout,
                backoff,
                longestBackoff,
                tripAfter,
                tripWindow,
                longestSilence);
    }

    /** The same, with at most so many entries in one transaction. */
    public ProjectorSettings withBatchSize(int entries) {
        return new ProjectorSettings(
                topics,
                catchUpFirst,
                groupId,
                entries,
                workers,
                poll,
                transactionTimeout,
                backoff,
                longestBackoff,
                tripAfter,
                tripWindow,
                longestSilence);
    }

    /** The same, with at most so many transactions at a time. */
    public ProjectorSettings withWorkers(int transactions) {
        return new ProjectorSettings(
                topics,
                catchUpFirst,
                groupId,
                batchSize,
                transactions,
                poll,
                transactionTimeout,
                backoff,
                longestBackoff,
                tripAfter,
                tripWindow,
                longestSilence);
    }

    /** The same, pausing when more than so many streams are parked within the window. */
    public ProjectorSettings trippingAfter(int streams, Duration window) {
        return new ProjectorSettings(
                topics,
                catchUpFirst,
                groupId,
                batchSize,
                workers,
                poll,
                transactionTimeout,
                backoff,
                longestBackoff,
                streams,
                window,
                longestSilence);
    }

    /** The same, taking a broker for gone that is silent for so long. */
    public ProjectorSettings withLongestSilence(Duration silence) {
        return new ProjectorSettings(
                topics,
                catchUpFirst,
                groupId,
                batchSize,
                workers,
                poll,
                transactionTimeout,
                backoff,
                longestBackoff,
                tripAfter,
                tripWindow,
                silence);
    }
}
