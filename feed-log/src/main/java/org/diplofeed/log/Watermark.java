package org.diplofeed.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a ledger promises of the log: every event with a recordedtime up to this one is in its topic below these ends.
 *
 * @param recorded the promise's time, on the clock that gives recordedtimes
 * @param ends of each partition the first offset that the promise does not cover
 */
public record Watermark(Instant recorded, Map<TopicPartition, Long> ends) {
    /** What the topic of watermarks is called, after the prefix that all topics share. */
    public static final String TOPIC = "progress";

    private static final ObjectMapper JSON = new ObjectMapper();

    public Watermark {
        ends = Map.copyOf(ends);
    }

    /**
     * Whether somebody who has read this far has read everything that is promised.
     *
     * @param offsets of each partition the next one to be read; missing: none was read
     */
    public boolean isReached(Map<TopicPartition, Long> offsets) {
        return ends.entrySet().stream().allMatch(end -> offsets.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    byte[] write() {
        var ends = JSON.createArrayNode();
        this.ends.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition)))
                .forEach(end -> ends.addObject()
                        .put("topic", end.getKey().topic())
                        .put("partition", end.getKey().partition())
                        .put("end", end.getValue()));
        try {
            return JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("recorded", EventHeaders.format(recorded))
                    .set("ends", ends));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and names always have a JSON form", e);
        }
    }

    /** @throws IOException when it is none */
    static Watermark read(byte[] json) throws IOException {
        var document = JSON.readValue(json, ObjectNode.class);
        var ends = new HashMap<TopicPartition, Long>();
        for (var end : document.path("ends")) {
            ends.put(
                    new TopicPartition(
                            end.path("topic").asText(), end.path("partition").asInt()),
                    end.path("end").asLong());
        }
        try {
            return new Watermark(Instant.parse(document.path("recorded").asText()), ends);
        } catch (java.time.DateTimeException e) {
            throw new IOException("a watermark without a time", e);
        }
    }
}
