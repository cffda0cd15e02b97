package org.diplofeed.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.diplofeed.embedded.DirectoryTree;
import org.diplofeed.embedded.EmbeddedBroker;
import org.testcontainers.kafka.KafkaContainer;

/** The broker that all tests of this JVM share; each keeps to topics under a prefix of its own. */
public final class TestBroker {
    private TestBroker() {}

    /** What clients give as {@code bootstrap.servers}; the first call starts the broker. */
    public static String bootstrapServers() {
        return Running.BOOTSTRAP_SERVERS;
    }

    /** A prefix for topic names that nobody else gets, ending in a dot. */
    public static String topicPrefix() {
        return "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12) + ".";
    }

    /** Holds what the first call starts; the class loader makes sure that there is one. */
    private static final class Running {
        static final String BOOTSTRAP_SERVERS = start();

        private static String start() {
            return switch (Infrastructure.chosen()) {
                case EMBEDDED -> embedded();
                case CONTAINERS -> container();
            };
        }

        private static String embedded() {
            try {
                Path directory = Files.createTempDirectory("diplofeed-broker");
                var broker = EmbeddedBroker.start(directory, 0);
                AtEnd.run(() -> {
                    broker.close();
                    DirectoryTree.delete(directory);
                });
                return broker.bootstrapServers();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String container() {
            var kafka = new KafkaContainer("apache/kafka:4.1.1").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
            kafka.start();
            AtEnd.run(kafka::close);
            return kafka.getBootstrapServers();
        }
    }
}
