package org.diplofeed.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.diplofeed.embedded.EmbeddedBroker;
import org.diplofeed.log.ProjectionProgress.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerContactTest {
    private static final Recording RECORDING = new Recording("recording");

    @Test
    void a_reader_whose_broker_is_gone_says_so_and_goes_on_when_it_is_back(@TempDir Path directory) throws Exception {
        // given
        var database = LogDatabase.fresh();
        int port;
        LogTopic topic;
        PartitionProjector projector;
        try (var broker = EmbeddedBroker.start(directory, 0)) {
            port = broker.port();
            topic = LogTopic.create("gone", 1, Map.of("bootstrap.servers", broker.bootstrapServers()));
            topic.send("statement/a", 1, "p");
            var settings = topic.read("gone").withLongestSilence(Duration.ofSeconds(2));
            projector = PartitionProjector.start(database.source(), topic.kafka(), RECORDING, settings);
            Await.until("read", () -> database.number("select count(*) from applied") == 1);
        }
        try (projector) {
            // when
            Await.until("the loss is seen", () -> projector.progress().state() == State.UNREACHED);
            long lag = projector.progress().lag();

            // then
            assertThat(lag).isEqualTo(-1);
            try (var again = EmbeddedBroker.start(directory, port)) {
                topic.send("statement/a", 2, "p");
                Await.until("read on", () -> database.number("select count(*) from applied") == 2);
                Await.until("it says so", () -> projector.progress().state() == State.RUNNING);
                assertThat(again.port()).isEqualTo(port);
            }
        }
    }
}
