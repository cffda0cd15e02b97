package org.diplofeed.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.StreamId;
import org.diplofeed.testkit.TestBroker;

/** Writes events to the log as ingest-service and timeline-service do. */
public final class FeedWriter implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestBroker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    private final String prefix;

    public FeedWriter(String prefix) {
        this.prefix = prefix;
    }

    /** Appends one event and waits until the broker has it. */
    public void write(StreamId stream, long version, String eventId, Instant time, FeedEvent event) {
        write(stream, envelope(stream, version, eventId, time, event), event);
    }

    /** The same with a recordedtime of its own. */
    public void write(StreamId stream, long version, String eventId, Instant time, Instant recorded, FeedEvent event) {
        write(stream, envelope(stream, version, eventId, time, recorded, event), event);
    }

    private void write(StreamId stream, Envelope envelope, FeedEvent event) {
        send(stream, envelope.toHeaders(), EventCodec.payload(EventCodec.document(event)));
    }

    /** Appends whatever it is. */
    public void writeRaw(StreamId stream, long version, String eventId, String type, byte[] payload) {
        var recorded = Instant.parse("2030-03-01T00:00:00Z").plusSeconds(version);
        var envelope = new Envelope(
                eventId, "urn:diplofeed:test", type, stream, recorded, recorded, version, null, null, null);
        send(stream, envelope.toHeaders(), payload);
    }

    private void send(StreamId stream, Map<String, String> headers, byte[] payload) {
        var message = new ProducerRecord<>(stream.kind().topic().name(prefix), stream.toString(), payload);
        headers.forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        try {
            producer.send(message).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the broker did not take it", e);
        }
    }

    /** The envelope of an event. */
    public static Envelope envelope(StreamId stream, long version, String eventId, Instant time, FeedEvent event) {
        return envelope(
                stream,
                version,
                eventId,
                time,
                Instant.parse("2030-03-01T00:00:00Z").plusSeconds(version),
                event);
    }

    private static Envelope envelope(
            StreamId stream, long version, String eventId, Instant time, Instant recorded, FeedEvent event) {
        return new Envelope(
                eventId,
                "urn:diplofeed:test",
                event.type().wireName(),
                stream,
                time,
                recorded,
                version,
                null,
                null,
                null);
    }

    @Override
    public void close() {
        producer.close();
    }
}
