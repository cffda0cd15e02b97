package org.diplofeed.timeline.projection;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.kafka.common.TopicPartition;

/** Whether a projection tells what it derives, and how far it may read. Asked in the transaction that it is about. */
public interface Voice {
    /** Tells, and reads as far as the log. */
    Voice LIVE = new Voice() {
        @Override
        public boolean speaks(Connection connection) {
            return true;
        }

        @Override
        public long limit(Connection connection, TopicPartition partition) {
            return Long.MAX_VALUE;
        }
    };

    /** Whether what is derived is told. */
    boolean speaks(Connection connection) throws SQLException;

    /** The offset before which a partition may be read. */
    long limit(Connection connection, TopicPartition partition) throws SQLException;
}
