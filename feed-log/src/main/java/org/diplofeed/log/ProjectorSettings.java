package org.diplofeed.log;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

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
    public ProjectorSettings {
        topics = List.copyOf(topics);
        catchUpFirst = List.copyOf(catchUpFirst);
        if (!topics.containsAll(catchUpFirst)) {
            throw new IllegalArgumentException("what is caught up on first must be among the topics");
        }
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
                Duration.ofMinutes(10),
                Duration.ofSeconds(15));
    }

    /** The same, reading these topics to their end before the rest. */
    public ProjectorSettings catchingUpFirst(List<String> first) {
        return but(draft -> draft.catchUpFirst = first);
    }

    /** The same, with at most so many entries in one transaction. */
    public ProjectorSettings withBatchSize(int entries) {
        return but(draft -> draft.batchSize = entries);
    }

    /** The same, with at most so many transactions at a time. */
    public ProjectorSettings withWorkers(int transactions) {
        return but(draft -> draft.workers = transactions);
    }

    /** The same, waiting so long in one poll when the log is quiet. */
    public ProjectorSettings withPoll(Duration wait) {
        return but(draft -> draft.poll = wait);
    }

    /** The same, pausing when more than so many streams are parked within the window. */
    public ProjectorSettings trippingAfter(int streams, Duration window) {
        return but(draft -> {
            draft.tripAfter = streams;
            draft.tripWindow = window;
        });
    }

    /** The same, taking a broker for gone that is silent for so long. */
    public ProjectorSettings withLongestSilence(Duration silence) {
        return but(draft -> draft.longestSilence = silence);
    }

    private ProjectorSettings but(Consumer<Draft> change) {
        var draft = new Draft();
        change.accept(draft);
        return new ProjectorSettings(
                topics,
                draft.catchUpFirst,
                groupId,
                draft.batchSize,
                draft.workers,
                draft.poll,
                transactionTimeout,
                backoff,
                longestBackoff,
                draft.tripAfter,
                draft.tripWindow,
                draft.longestSilence);
    }

    /** What may be set otherwise, as it is until then. */
    private final class Draft {
        List<String> catchUpFirst = ProjectorSettings.this.catchUpFirst;
        int batchSize = ProjectorSettings.this.batchSize;
        int workers = ProjectorSettings.this.workers;
        Duration poll = ProjectorSettings.this.poll;
        int tripAfter = ProjectorSettings.this.tripAfter;
        Duration tripWindow = ProjectorSettings.this.tripWindow;
        Duration longestSilence = ProjectorSettings.this.longestSilence;
    }
}
