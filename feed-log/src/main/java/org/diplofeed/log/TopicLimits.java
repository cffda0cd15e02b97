package org.diplofeed.log;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How large a batch topics take. A producer whose batches are larger splits one that is refused into batches of the
 * size that it was made with, which is the same batch again, until the delivery times out.
 */
final class TopicLimits {
    private static final Logger LOGGER = LoggerFactory.getLogger(TopicLimits.class);

    private TopicLimits() {}

    /** The least of what topics take, in bytes, or so many where the broker does not tell of less. */
    static int smallest(Map<String, Object> kafka, Collection<String> topics, int otherwise, Duration patience)
            throws InterruptedException {
        var settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
        var resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        int smallest = otherwise;
        try (var admin = Admin.create(settings)) {
            for (var answer : admin.describeConfigs(resources).values().values()) {
                smallest = Math.min(smallest, limit(answer, otherwise, patience));
            }
        }
        return smallest;
    }

    private static int limit(KafkaFuture<Config> answer, int otherwise, Duration patience) throws InterruptedException {
        try {
            var config = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Integer.parseInt(
                    config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
        } catch (ExecutionException | TimeoutException e) {
            // No such topic, no right to ask, no broker: what is sent will tell.
            LOGGER.atDebug().addKeyValue("fault", Faults.describe(e)).log("a topic's limit is not known");
            return otherwise;
        }
    }
}
