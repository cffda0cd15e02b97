package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.log.RawRecord.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Says what would come of reading a part of the log anew: a projection applies it, from nothing, to tables of its own
 * that nobody else sees and that are gone when it has answered. Nothing is written and nobody is told.
 *
 * <p>A stream begins where the part begins: what came before is not missed, so a change of something that was recorded
 * before the part may be refused here and be right on the whole log.
 */
public final class ReplayCheck {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int BATCH = 500;
    private static final int MOST_NAMED = 100;

    private final DataSource database;
    private final Map<String, Object> kafka;
    private final Projection projection;
    private final List<String> topics;

    /** @param topics those that the projection reads, those first that it reads first */
    public ReplayCheck(
            DataSource database, Map<String, Object> kafka, Projection projection, Collection<String> topics) {
        this.database = database;
        this.kafka = Map.copyOf(kafka);
        this.projection = projection;
        this.topics = List.copyOf(topics);
    }

    /**
     * A part of the log; null means any.
     *
     * @param partition of one topic
     * @param fromOffset the first offset
     * @param toOffset the first offset that is no longer part of it
     * @param limit most records that are read
     */
    public record Part(
            @Nullable String topic,
            @Nullable Integer partition,
            @Nullable Long fromOffset,
            @Nullable Long toOffset,
            @Nullable String streamId,
            @Nullable Instant since,
            @Nullable Instant until,
            int limit) {
        private boolean holds(RawRecord entry) {
            if (streamId != null && !streamId.equals(entry.streamId())) {
                return false;
            }
            return switch (entry.read()) {
                case Reading.Unreadable _ -> since == null && until == null;
                case Reading.Intact(var readable) ->
                    (since == null || !readable.recordedTime().isBefore(since))
                            && (until == null || !readable.recordedTime().isAfter(until));
            };
        }
    }

    /**
     * A stream that would park.
     *
     * @param reason HOLE, UNREADABLE or REFUSED
     * @param version where it would stop; 0 where nobody can say
     * @param fault kind and place of what is wrong, never content
     */
    public record Stopped(String streamId, String reason, long version, String fault) {}

    /**
     * What would come of it.
     *
     * @param read records of the part
     * @param applied how many would take effect
     * @param duplicates how many the part holds more than once, by stream and version
     * @param known how many of the part this projection has applied on the live tables
     * @param byType records by type of event
     * @param told what it would tell, by type of event
     * @param parked how many streams would park
     * @param stopped the first hundred of these
     * @param whole false: the limit was reached
     */
    public record Report(
            long read,
            long applied,
            long duplicates,
            long known,
            Map<String, Long> byType,
            Map<String, Long> told,
            long parked,
            List<Stopped> stopped,
            boolean whole) {}

    /** Is told how far a check is, and may end it. */
    public interface Watcher {
        /**
         * Called before the first record and after some hundred each time.
         *
         * @param done records of the log that were looked at, of the part or not
         * @param total how many there are to look at
         * @return whether to go on
         */
        boolean goesOn(long done, long total) throws SQLException;
    }

    /** The topics that the projection reads. */
    public List<String> topics() {
        return topics;
    }

    /**
     * Reads and answers.
     *
     * @return empty when the watcher ended it
     * @throws LogUnreachable when the broker does not answer
     */
    public Optional<Report> run(Part part, Watcher watcher) throws SQLException {
        try (var consumer = LogConsumer.open(settings())) {
            return Transactions.<Optional<Report>, SQLException>run(database, TIMEOUT, connection -> {
                try {
                    return new Run(connection, part, watcher).read(consumer);
                } finally {
                    connection.rollback();
                }
            });
        } catch (KafkaException e) {
            throw new LogUnreachable(e);
        }
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(LogConsumer.properties(kafka, ProjectorSettings.of("unused", topics)));
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }

    /** One reading. */
    private final class Run {
        private final Connection connection;
        private final Part part;
        private final Watcher watcher;
        private final EntryApplier applier = new EntryApplier(projection);
        private final Map<String, StreamState> states = new HashMap<>();
        private final Map<String, Long> liveVersions;
        private final Map<String, Set<Long>> versions = new HashMap<>();
        private final Map<String, Long> byType = new TreeMap<>();
        private long total;
        private long done;
        private boolean full;
        private long read;
        private long applied;
        private long duplicates;
        private long known;

        Run(Connection connection, Part part, Watcher watcher) throws SQLException {
            this.connection = connection;
            this.part = part;
            this.watcher = watcher;
            this.liveVersions = liveVersions(connection);
            makeScratchTables(connection);
        }

        Optional<Report> read(Consumer<byte[], byte[]> consumer) throws SQLException {
            var ranges = new ArrayList<OffsetRange>();
            for (var topic : part.topic() == null ? topics : List.of(part.topic())) {
                ranges.addAll(OffsetRange.of(consumer, topic, part.partition(), part.fromOffset(), part.toOffset()));
            }
            total = ranges.stream().mapToLong(OffsetRange::length).sum();
            boolean goesOn = watcher.goesOn(0, total);
            for (var topic : topics) {
                goesOn = goesOn && !full && readTopic(consumer, OffsetRange.ofTopic(ranges, topic));
            }
            if (!goesOn && !full) {
                return Optional.empty();
            }
            states.values().forEach(StreamState::settle);
            var stopped = states.values().stream()
                    .filter(state -> state.reason() != null)
                    .map(state -> new Stopped(
                            state.streamId(), String.valueOf(state.reason()), state.parkedAtVersion(), state.fault()))
                    .sorted(Comparator.comparing(Stopped::streamId))
                    .toList();
            return Optional.of(new Report(
                    read,
                    applied,
                    duplicates,
                    known,
                    byType,
                    told(connection),
                    stopped.size(),
                    stopped.stream().limit(MOST_NAMED).toList(),
                    !full));
        }

        /** Whether to go on after it. */
        private boolean readTopic(Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetRange> ranges)
                throws SQLException {
            OffsetRange.assign(consumer, ranges.values());
            long before = done;
            while (OffsetRange.isLeft(consumer, ranges.values())) {
                var batch = new ArrayList<RawRecord>();
                for (var consumed : consumer.poll(POLL)) {
                    var entry = RawRecord.of(consumed);
                    var range = ranges.get(new TopicPartition(entry.topic(), entry.partition()));
                    if (range != null && range.holds(entry.offset()) && part.holds(entry)) {
                        batch.add(entry);
                    }
                }
                for (int from = 0; from < batch.size(); from += BATCH) {
                    if (!take(batch.subList(from, Math.min(from + BATCH, batch.size())))) {
                        full = true;
                        return true;
                    }
                }
                done = before + OffsetRange.read(consumer, ranges.values());
                if (!watcher.goesOn(done, total)) {
                    return false;
                }
            }
            return true;
        }

        /** False: the limit is reached. */
        private boolean take(List<RawRecord> batch) throws SQLException {
            var entries = new ArrayList<LogEntry>();
            boolean more = true;
            for (var entry : batch) {
                if (read == part.limit()) {
                    more = false;
                    break;
                }
                read++;
                byType.merge(entry.headers().getOrDefault("ce_type", "none"), 1L, Long::sum);
                switch (entry.read()) {
                    case Reading.Unreadable _ ->
                        states.computeIfAbsent(entry.streamId(), id -> new StreamState(id, 0, null))
                                .addUnreadable(entry);
                    case Reading.Intact(var readable) -> sort(readable, entries);
                }
            }
            long before = seen(entries);
            applier.isolate(connection, entries, states, _ -> {});
            applied += entries.size() - (before - seen(entries));
            return more;
        }

        private void sort(LogEntry entry, List<LogEntry> entries) {
            if (!versions.computeIfAbsent(entry.streamId(), _ -> new HashSet<>())
                    .add(entry.streamVersion())) {
                duplicates++;
                return;
            }
            if (entry.streamVersion() <= liveVersions.getOrDefault(entry.streamId(), 0L)) {
                known++;
            }
            var state = states.computeIfAbsent(
                    entry.streamId(), id -> new StreamState(id, entry.streamVersion() - 1, null));
            if (!state.needs(entry)) {
                return;
            }
            state.await(entry);
            if (state.isBlocked()) {
                return;
            }
            for (var next = state.takeNext(); next != null; next = state.takeNext()) {
                entries.add(next);
            }
        }

        /** How far the streams of entries are, together: a refusal takes its stream back. */
        private long seen(List<LogEntry> entries) {
            return entries.stream()
                    .map(LogEntry::streamId)
                    .distinct()
                    .mapToLong(id -> Objects.requireNonNull(states.get(id)).seen())
                    .sum();
        }
    }

    private Map<String, Long> liveVersions(Connection connection) throws SQLException {
        try (var select =
                connection.prepareStatement("select stream_id, version from stream_seen where projection = ?")) {
            select.setString(1, projection.name());
            try (var rows = select.executeQuery()) {
                var versions = new HashMap<String, Long>();
                while (rows.next()) {
                    versions.put(rows.getString(1), rows.getLong(2));
                }
                return versions;
            }
        }
    }

    /** Like all tables on the search path, empty, before these, and gone with the transaction. */
    private static void makeScratchTables(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var select = connection.prepareStatement("""
                        select distinct on (c.relname)
                               quote_ident(c.relname), quote_ident(n.nspname) || '.' || quote_ident(c.relname)
                          from pg_class c join pg_namespace n on n.oid = c.relnamespace
                         where n.nspname = any (current_schemas(false)) and c.relkind in ('r', 'p')
                           and c.relname <> 'flyway_schema_history'
                         order by c.relname, array_position(current_schemas(false), n.nspname)
                        """);
                var rows = select.executeQuery()) {
            while (rows.next()) {
                names.add("create temp table %s (like %s including all) on commit drop"
                        .formatted(rows.getString(1), rows.getString(2)));
            }
        }
        try (var create = connection.createStatement()) {
            for (var name : names) {
                create.execute(name);
            }
        }
    }

    private static Map<String, Long> told(Connection connection) throws SQLException {
        var told = new TreeMap<String, Long>();
        try (var exists = connection.prepareStatement("select to_regclass('pg_temp.event') is not null");
                var row = exists.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                return told;
            }
        }
        try (var select = connection.prepareStatement(
                        "select headers::jsonb ->> 'ce_type', count(*) from event group by 1");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                told.put(String.valueOf(rows.getString(1)), rows.getLong(2));
            }
        }
        return told;
    }
}
