package org.diplofeed.log;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps most topics waiting until those that come first were read to where they ended when reading began, by this
 * instance or by others. Once open it stays open.
 */
final class CatchUpGate {
    private static final Logger LOGGER = LoggerFactory.getLogger(CatchUpGate.class);

    private final DataSource database;
    private final ProjectionTables tables;
    private final ProjectorSettings settings;
    private boolean open;
    private @Nullable Map<TopicPartition, Long> goal;

    CatchUpGate(DataSource database, ProjectionTables tables, ProjectorSettings settings) {
        this.database = database;
        this.tables = tables;
        this.settings = settings;
        this.open = settings.catchUpFirst().isEmpty();
    }

    boolean isOpen() {
        return open;
    }

    boolean admits(String topic) {
        return open || settings.catchUpFirst().contains(topic);
    }

    /** Opens if the goal is reached; stays as it is when broker or database cannot say. */
    void look(Consumer<?, ?> consumer) {
        if (open) {
            return;
        }
        try {
            var ends = goal;
            if (ends == null) {
                ends = ends(consumer, settings.catchUpFirst());
                goal = ends;
            }
            var offsets = Transactions.run(
                    database,
                    settings.transactionTimeout(),
                    connection -> tables.offsets(connection, settings.catchUpFirst()));
            open = ends.entrySet().stream().allMatch(end -> offsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
        } catch (SQLException | KafkaException e) {
            LOGGER.atDebug().addKeyValue("fault", Faults.describe(e)).log("cannot tell yet whether caught up");
        }
    }

    private static Map<TopicPartition, Long> ends(Consumer<?, ?> consumer, Collection<String> topics) {
        var partitions = new HashSet<TopicPartition>();
        for (var topic : topics) {
            consumer.partitionsFor(topic)
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        return consumer.endOffsets(partitions);
    }
}
