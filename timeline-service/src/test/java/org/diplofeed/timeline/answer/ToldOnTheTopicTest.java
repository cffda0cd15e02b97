package org.diplofeed.timeline.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.HistoryRevised;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.Topic;
import org.diplofeed.testkit.TestBroker;
import org.junit.jupiter.api.Test;

/** What subscribers to the topic see. */
@QuarkusTest
@QuarkusTestResource(RunningFeed.class)
class ToldOnTheTopicTest {

    @Test
    void the_topic_replayed_is_the_set_of_shifts_that_stand() {
        // given
        Stories.published();
        var standing = new TreeSet<String>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", TestBroker.bootstrapServers(), "auto.offset.reset", "earliest");

        // when
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var topic = Topic.SHIFTS.name(RunningFeed.PREFIX);
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var deadline = Instant.now().plus(Duration.ofSeconds(30));
            while (standing.size() < EXPECTED.size() && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    var headers = new HashMap<String, String>();
                    message.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
                    switch (new EventCodec()
                            .decode(message.key(), headers, message.value())
                            .event()) {
                        case ShiftConfirmed confirmed ->
                            standing.add(confirmed.shift().confirmedBy());
                        case ShiftWithdrawn withdrawn ->
                            standing.remove(withdrawn.shift().confirmedBy());
                        case HistoryRevised revised
                        when revised.change() == RevisionChange.CONFIRMED ->
                            standing.add(revised.shift().confirmedBy());
                        default -> {}
                    }
                });
            }
        }

        // then
        assertThat(standing).containsExactlyElementsOf(EXPECTED);
    }

    private static final List<String> EXPECTED = List.of("st.nato.r05", "st.nato.z06", "st.nato.z07", "st.nato.z09");
}
