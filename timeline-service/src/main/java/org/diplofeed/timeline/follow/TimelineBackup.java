package org.diplofeed.timeline.follow;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.EventType;
import org.diplofeed.events.LoggedEvent;
import org.diplofeed.events.NoticeRaised;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.Topic;
import org.diplofeed.log.AppendedEvent;
import org.diplofeed.log.EventLedger;
import org.diplofeed.log.LogRestore;
import org.diplofeed.log.RestoredEvent;
import org.diplofeed.log.RestoredEvent.Outcome;
import org.diplofeed.log.StoredEvent;
import org.diplofeed.timeline.generation.GenerationDatabase;
import org.diplofeed.timeline.projection.ToldRestore;
import org.diplofeed.timeline.projection.ToldRestore.Stood;
import org.diplofeed.web.backup.LedgerOwner;
import org.diplofeed.web.backup.Restoration;
import org.diplofeed.web.broker.KafkaConfig;
import org.jspecify.annotations.Nullable;

/** What was told, into a file and back. The rest of the timeline is read from the log, as ever. */
@ApplicationScoped
class TimelineBackup implements LedgerOwner, Restoration {
    /** What must be empty, by what it is called in answers. */
    private static final Map<String, String> TABLES = Map.of(
            "derived events", "event",
            "shifts", "shift",
            "notices", "notice",
            "records", "record",
            "definitions", "definition",
            "streams read", "stream_seen");

    /** When the cause of a derived event was recorded. */
    private static final String CAUSED =
            "(convert_from(e.payload, 'UTF8')::jsonb #>> '{cause,recordedTime}')::timestamptz";

    private static final String NEVER_RESTRICTED = """
            e.stream_id not in (
                select t.stream_id from event t
                  join record_revision v on v.restricted and v.kind = 'STATEMENT'
                   and position('"' || v.id || '"' in convert_from(t.payload, 'UTF8')) > 0)
            """;

    private static final String OUT_OF_ORDER = """
            select exists (
                select from (select stream_id, version, %s <= ?::timestamptz as caused from event e) e
                 group by stream_id
                having max(version) filter (where caused) > min(version) filter (where not caused))
            """.formatted(CAUSED);

    private final DataSource pool;
    private final KafkaConfig kafka;
    private final Following following;
    private final EventLedger ledger = new EventLedger();
    private final EventCodec codec = new EventCodec();
    private final ToldRestore told = new ToldRestore();

    TimelineBackup(DataSource pool, KafkaConfig kafka, Following following) {
        this.pool = pool;
        this.kafka = kafka;
        this.following = following;
    }

    /** As the live generation sees it: what was read is found in its schema. */
    @Override
    public DataSource database(DataSource shared) {
        return new GenerationDatabase(shared, following.live());
    }

    @Override
    public String name(Topic topic) {
        return topic.name(kafka.topicPrefix());
    }

    @Override
    public Optional<Instant> completeUntil() throws SQLException {
        var offsets = new HashMap<TopicPartition, Long>();
        try (var connection = database(pool).getConnection();
                var select = connection.prepareStatement(
                        "select topic, part, next_offset from projection_offset where projection = ?")) {
            if (LogRestore.find(connection).filter(LogRestore.State::underWay).isPresent()) {
                return Optional.empty();
            }
            select.setString(1, following.name());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    offsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
                }
            }
        }
        return following.settlement(offsets).upTo();
    }

    @Override
    public String withoutRestricted() {
        return NEVER_RESTRICTED;
    }

    @Override
    public String causedUntil(Instant time) {
        return CAUSED + " <= '" + time + "'::timestamptz";
    }

    @Override
    public Map<String, String> beside(StoredEvent event, @Nullable Instant causedUntil) throws SQLException {
        if (!event.headers().getOrDefault("ce_type", "").equals(EventType.NOTICE_RAISED.wireName())) {
            return Map.of();
        }
        var decoded = codec.decode(event.streamId(), event.headers(), event.payload());
        if (!(decoded.event() instanceof NoticeRaised notice) || notice.status() != NoticeStatus.RAISED) {
            return Map.of();
        }
        try (var connection = database(pool).getConnection()) {
            var stood = ToldRestore.stood(connection, notice.noticeId(), causedUntil);
            return Map.of(ToldRestore.STOOD, Stood.write(stood));
        }
    }

    @Override
    public boolean causedInOrder(Instant time) throws SQLException {
        try (var connection = database(pool).getConnection();
                var select = connection.prepareStatement(OUT_OF_ORDER)) {
            select.setString(1, time.toString());
            try (var rows = select.executeQuery()) {
                rows.next();
                return !rows.getBoolean(1);
            }
        }
    }

    @Override
    public Set<Topic> takes() {
        return Set.of(Topic.SHIFTS);
    }

    @Override
    public Set<Topic> reads() {
        return Set.of(Topic.REFERENCE, Topic.STATEMENTS, Topic.MEETINGS);
    }

    @Override
    public Map<String, String> emptyTables() {
        return TABLES;
    }

    @Override
    public Optional<String> projection() {
        return Optional.of(following.name());
    }

    @Override
    public Outcome restore(Connection connection, List<LoggedEvent> events) throws SQLException {
        var outcome =
                ledger.restore(connection, events.stream().map(this::restored).toList());
        return switch (outcome) {
            case Outcome.OutOfOrder _ -> outcome;
            case Outcome.Restored(List<RestoredEvent> added, long _) -> {
                var places = added.stream().map(RestoredEvent::place).collect(Collectors.toSet());
                told.restore(
                        connection,
                        events.stream()
                                .filter(event -> places.contains(place(event)))
                                .toList());
                yield outcome;
            }
        };
    }

    private RestoredEvent restored(LoggedEvent event) {
        var place = place(event);
        return RestoredEvent.of(
                place.streamId(),
                name(Topic.SHIFTS),
                onTheLog(event.headers()),
                EventCodec.payload(event.data()),
                place.version(),
                place.recordedTime());
    }

    private static Map<String, String> onTheLog(Map<String, String> headers) {
        var onTheLog = new HashMap<>(headers);
        onTheLog.remove(ToldRestore.STOOD);
        return onTheLog;
    }

    private static AppendedEvent place(LoggedEvent event) {
        var envelope = event.envelope();
        return new AppendedEvent(event.stream().toString(), envelope.streamVersion(), envelope.recordedTime());
    }

    @Override
    public void changed() {
        following.published();
    }
}
