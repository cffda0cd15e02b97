package org.diplofeed.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.Cause;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.Evidence;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.Moment;
import org.diplofeed.events.PositionState;
import org.diplofeed.events.PositionStatus;
import org.diplofeed.events.Precision;
import org.diplofeed.events.Reliability;
import org.diplofeed.events.Shift;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.SourceKind;
import org.diplofeed.events.SourceRef;
import org.diplofeed.events.Speaker;
import org.diplofeed.events.StreamKind;
import org.diplofeed.events.TimeSpan;
import org.diplofeed.events.Voice;

/** Writes shifts to the log as timeline-service does, each of a holder that one newsroom asks for. */
final class ShiftFeed implements AutoCloseable {
    private static final String ISSUE = "x.bench";
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final Map<String, Long> versions = new HashMap<>();

    ShiftFeed(String bootstrapServers, String topic) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.topic = topic;
    }

    /** A run of shifts: the n-th is of the n-th of these holders, and over again. */
    record Run(String prefix, List<String> holders) {
        String id(long n) {
            return prefix + n;
        }

        String holder(long n) {
            return holders.get((int) (n % holders.size()));
        }
    }

    /** Sends so many a second; when each was due, on {@link System#nanoTime}. */
    long[] openLoop(Run run, int perSecond, int seconds) {
        var due = new long[perSecond * seconds];
        long began = System.nanoTime();
        for (int i = 0; i < due.length; i++) {
            due[i] = began + i * 1_000_000_000L / perSecond;
            for (long wait = due[i] - System.nanoTime(); wait > 0; wait = due[i] - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            send(run, i);
        }
        return due;
    }

    /** Sends the n-th of a run. */
    void send(Run run, long n) {
        var shift = shift(run.id(n), run.holder(n));
        var stream = StreamKind.POSITION.of(shift.holder() + "|" + ISSUE);
        long version = versions.merge(stream.toString(), 1L, Long::sum);
        var cause = new Cause("ev." + run.id(n), "diplofeed.statement.recorded.v1", "st." + run.id(n), AT, null, null);
        var event = new ShiftConfirmed(shift, version, cause);
        var envelope = new Envelope(
                "bench." + run.id(n),
                "urn:diplofeed:bench",
                event.type().wireName(),
                stream,
                AT,
                Instant.now(),
                version,
                null,
                null,
                null);
        var message = new ProducerRecord<>(topic, stream.toString(), EventCodec.payload(EventCodec.document(event)));
        envelope.toHeaders().forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
        var _ = producer.send(message);
    }

    /** Waits until the broker has all. */
    void flush() {
        producer.flush();
    }

    private static Shift shift(String id, String holder) {
        var span = new TimeSpan(Moment.at(AT), Moment.at(AT), Precision.INSTANT);
        return new Shift(
                id,
                holder,
                "Benchland",
                ISSUE,
                "The bench is measured",
                List.of("medtop:20000639"),
                ShiftClass.REVERSAL,
                "st." + id,
                1,
                span,
                new PositionState(
                        -2, Firmness.FIRM, List.of(), Moment.parse("2030-01-01"), PositionStatus.ESTABLISHED, 3),
                new PositionState(1, Firmness.STATED, List.of(), Moment.at(AT), PositionStatus.ESTABLISHED, 3),
                List.of(evidence("st.before", holder, span, -2)),
                List.of(evidence("st." + id, holder, span, 1)));
    }

    private static Evidence evidence(String statementId, String holder, TimeSpan span, int stance) {
        return new Evidence(
                statementId,
                "ev." + statementId,
                span,
                Speaker.named("p.bench"),
                List.of(holder),
                Authority.PRINCIPAL,
                Attribution.ON_RECORD,
                "Says where the government stands, and what it would take to change that.",
                List.of("We have said it before and we say it again."),
                new SourceRef(
                        "src.bench",
                        SourceKind.OFFICIAL_RELEASE,
                        "Bench",
                        "og.bench",
                        "https://example.org/bench",
                        Moment.at(AT),
                        "en",
                        Reliability.A,
                        null),
                stance,
                Firmness.STATED,
                List.of(),
                Voice.SELF,
                3,
                null);
    }

    @Override
    public void close() {
        producer.close();
    }
}
