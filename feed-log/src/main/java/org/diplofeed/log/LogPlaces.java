package org.diplofeed.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.diplofeed.log.RawRecord.Reading;
import org.jspecify.annotations.Nullable;

/** Says which events stand where on the log, without their content. */
public final class LogPlaces {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final Map<String, Object> kafka;

    /** @param kafka settings of a client */
    public LogPlaces(Map<String, Object> kafka) {
        this.kafka = Map.copyOf(kafka);
    }

    /**
     * What a partition holds.
     *
     * @param begin the first offset
     * @param end the first offset that nothing stands at yet
     */
    public record Offsets(int partition, long begin, long end) {}

    /** An event, and where it stands. */
    public record Place(long offset, String streamId, long version) {}

    /**
     * A part of a partition.
     *
     * @param places what can be read of it; an event that was published twice has two
     * @param unreadable offsets of records that are no events
     * @param begin the first offset of what was asked for
     * @param next the first offset that was not looked at
     * @param end the first offset that is no longer part of what was asked for
     */
    public record Page(List<Place> places, List<Long> unreadable, long begin, long next, long end) {}

    /**
     * What each partition of a topic holds, by their numbers.
     *
     * @throws LogUnreachable when the broker does not answer
     */
    public List<Offsets> offsets(String topic) {
        try (var consumer = open(topic)) {
            return OffsetRange.of(consumer, topic, null, null, null).stream()
                    .map(range -> new Offsets(range.place().partition(), range.from(), range.to()))
                    .sorted(Comparator.comparingInt(Offsets::partition))
                    .toList();
        } catch (KafkaException e) {
            throw new LogUnreachable(e);
        }
    }

    /**
     * What stands in a range of offsets.
     *
     * @param from the first offset; null for the first there is
     * @param to the first offset that is no longer part of it; null for where the log ends now
     * @param limit most records
     * @return empty when there is no such partition
     * @throws LogUnreachable when the broker does not answer
     */
    public Optional<Page> read(String topic, int partition, @Nullable Long from, @Nullable Long to, int limit) {
        try (var consumer = open(topic)) {
            return OffsetRange.of(consumer, topic, partition, from, to).stream()
                    .findFirst()
                    .map(range -> read(consumer, range, limit));
        } catch (KafkaException e) {
            throw new LogUnreachable(e);
        }
    }

    private static Page read(Consumer<byte[], byte[]> consumer, OffsetRange range, int limit) {
        var places = new ArrayList<Place>();
        var unreadable = new ArrayList<Long>();
        OffsetRange.assign(consumer, List.of(range));
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (OffsetRange.isLeft(consumer, List.of(range))) {
            long before = consumer.position(range.place());
            for (var consumed : consumer.poll(POLL)) {
                var entry = RawRecord.of(consumed);
                if (!range.holds(entry.offset())) {
                    break;
                }
                if (places.size() + unreadable.size() == limit) {
                    return new Page(places, unreadable, range.from(), entry.offset(), range.to());
                }
                switch (entry.read()) {
                    case Reading.Intact(var event) ->
                        places.add(new Place(entry.offset(), event.streamId(), event.streamVersion()));
                    case Reading.Unreadable _ -> unreadable.add(entry.offset());
                }
            }
            if (consumer.position(range.place()) > before) {
                deadline = System.nanoTime() + PATIENCE_NANOS;
            } else if (System.nanoTime() - deadline > 0) {
                throw new LogUnreachable(new KafkaException("nothing was read for " + PATIENCE_NANOS + " ns"));
            }
        }
        return new Page(places, unreadable, range.from(), range.to(), range.to());
    }

    private Consumer<byte[], byte[]> open(String topic) {
        var settings = new HashMap<>(LogConsumer.properties(kafka, ProjectorSettings.of("unused", List.of(topic))));
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return LogConsumer.open(settings);
    }
}
