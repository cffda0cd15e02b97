package org.diplofeed.log;

import org.apache.kafka.common.TopicPartition;

/** Another consumer owns the partition now; nothing of the batch was written. */
final class PartitionLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PartitionLost(TopicPartition partition) {
        super(partition + " has another owner");
    }
}
