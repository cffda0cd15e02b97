package org.diplofeed.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of the log: everything is kept for ever and nothing is compacted, for they are the record of truth. */
public final class Topics {
    private static final Logger LOGGER = LoggerFactory.getLogger(Topics.class);

    /** What makes a topic a log of record. */
    private static final Map<String, String> KEPT_FOR_EVER = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.RETENTION_BYTES_CONFIG, "-1");

    private static final int REPLICAS_THAT_ALLOW_ONE_TO_FAIL = 3;

    private Topics() {}

    /** The topics cannot serve as a log of record, or the broker did not say so in time. */
    public static final class TopicsUnfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TopicsUnfit(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Creates what is missing and verifies what is there. Several services may do so at once. A topic that exists keeps
     * its number of partitions, whatever is asked for: another number would send streams to other partitions.
     *
     * @param kafka client properties, {@code bootstrap.servers} among them
     * @param replication with 3 or more, a write needs all but one replica
     * @param deadline for the whole call
     * @throws TopicsUnfit when a topic loses events by its settings, or the broker does not answer in time
     */
    public static void ensure(
            Map<String, Object> kafka, Collection<String> names, int partitions, int replication, Duration deadline) {
        var settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(deadline.toMillis()));
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(deadline.toMillis()));
        long until = System.nanoTime() + deadline.toNanos();
        try (var admin = Admin.create(settings)) {
            create(admin, names, partitions, replication, until);
            verify(admin, names, partitions, until);
        } catch (ExecutionException | TimeoutException e) {
            throw new TopicsUnfit("the broker did not create or describe the topics: " + Faults.describe(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicsUnfit("interrupted while topics were looked at", e);
        }
    }

    private static void create(Admin admin, Collection<String> names, int partitions, int replication, long until)
            throws InterruptedException, ExecutionException, TimeoutException {
        var configs = new HashMap<>(KEPT_FOR_EVER);
        if (replication >= REPLICAS_THAT_ALLOW_ONE_TO_FAIL) {
            configs.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(replication - 1));
        }
        var missing = new TreeSet<>(names);
        missing.removeAll(admin.listTopics().names().get(left(until), TimeUnit.NANOSECONDS));
        var created = admin.createTopics(missing.stream()
                        .map(name -> new NewTopic(name, partitions, (short) replication).configs(configs))
                        .toList())
                .values();
        for (var topic : created.entrySet()) {
            try {
                topic.getValue().get(left(until), TimeUnit.NANOSECONDS);
                LOGGER.atInfo()
                        .addKeyValue("topic", topic.getKey())
                        .addKeyValue("partitions", partitions)
                        .log("topic created");
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private static void verify(Admin admin, Collection<String> names, int partitions, long until)
            throws InterruptedException, ExecutionException, TimeoutException {
        var unfit = new ArrayList<String>();
        for (var name : new TreeSet<>(names)) {
            var described = describe(admin, name, until);
            if (described != partitions) {
                LOGGER.atWarn()
                        .addKeyValue("topic", name)
                        .addKeyValue("partitions", described)
                        .addKeyValue("configured", partitions)
                        .log("topic has another number of partitions than configured, which stays");
            }
        }
        var resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        var configs = admin.describeConfigs(resources).all().get(left(until), TimeUnit.NANOSECONDS);
        configs.forEach((topic, config) -> KEPT_FOR_EVER.forEach((key, value) -> {
            if (!value.equals(valueOf(config, key))) {
                unfit.add(topic.name() + " has " + key + "=" + valueOf(config, key) + " and needs " + value);
            }
        }));
        if (!unfit.isEmpty()) {
            throw new TopicsUnfit("these topics would lose events: " + String.join("; ", new TreeSet<>(unfit)), null);
        }
    }

    /** Describes a topic, asking again while the news of its creation spreads. */
    private static int describe(Admin admin, String name, long until)
            throws InterruptedException, ExecutionException, TimeoutException {
        while (true) {
            try {
                return admin
                        .describeTopics(List.of(name))
                        .allTopicNames()
                        .get(left(until), TimeUnit.NANOSECONDS)
                        .values()
                        .stream()
                        .mapToInt(topic -> topic.partitions().size())
                        .sum();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || left(until) <= 1) {
                    throw e;
                }
                LOGGER.atDebug().addKeyValue("topic", name).log("topic not known everywhere yet");
            }
        }
    }

    private static @Nullable String valueOf(Config config, String key) {
        var entry = config.get(key);
        return entry == null ? null : entry.value();
    }

    private static long left(long until) {
        return Math.max(1, until - System.nanoTime());
    }
}
