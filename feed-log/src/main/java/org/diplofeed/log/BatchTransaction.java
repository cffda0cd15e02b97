package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.log.ParkedStream.Reason;
import org.diplofeed.log.ProjectionTables.Place;
import org.diplofeed.log.RawRecord.Reading;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of one batch of one partition. In this order: lock the partition's offset and see whether it is where
 * and whose it should be; sort the records by what was seen of their streams; let the projection apply what is next;
 * park what cannot go on; move the offset.
 */
final class BatchTransaction {
    private final DataSource database;
    private final ProjectorSettings settings;
    private final ProjectionTables tables;
    private final ParkedTables parked;
    private final EntryApplier applier;

    BatchTransaction(DataSource database, Projection projection, ProjectorSettings settings) {
        this.database = database;
        this.settings = settings;
        this.tables = new ProjectionTables(projection.name());
        this.parked = new ParkedTables(projection.name());
        this.applier = new EntryApplier(projection);
    }

    /**
     * Records of one partition.
     *
     * @param from the offset that the database should be at, under the owner's epoch
     * @param next the consumer's position after them: not the last offset plus one, for offsets are sparse
     */
    record Slice(TopicPartition partition, Place from, long next, List<RawRecord> records) {}

    /**
     * Applies a slice.
     *
     * @param unlimited whether any number of streams may be parked
     * @return the offset that the database is at now; another one than the slice's next when an earlier commit, whose
     *     outcome nobody knew, turns out to have happened
     * @throws PartitionLost when the partition has another owner
     * @throws TooManyParked when more streams would be parked than allowed
     */
    long run(Slice slice, boolean unlimited) throws SQLException {
        try {
            return attempt(slice, false, unlimited);
        } catch (Poison e) {
            return isolate(slice, unlimited);
        }
    }

    private long isolate(Slice slice, boolean unlimited) throws SQLException {
        try {
            return attempt(slice, true, unlimited);
        } catch (Poison e) {
            throw new IllegalStateException("poison is isolated and cannot fail the batch again", e);
        }
    }

    private long attempt(Slice slice, boolean isolating, boolean unlimited) throws SQLException, Poison {
        return Transactions.<Long, Poison>run(database, settings.transactionTimeout(), connection -> {
            var place =
                    tables.lock(connection, slice.partition()).orElseThrow(() -> new PartitionLost(slice.partition()));
            if (place.ownerEpoch() != slice.from().ownerEpoch()) {
                throw new PartitionLost(slice.partition());
            }
            if (place.nextOffset() != slice.from().nextOffset()) {
                return place.nextOffset();
            }
            var states = tables.states(
                    connection,
                    slice.records().stream().map(RawRecord::streamId).toList());
            var entries = sort(connection, slice.records(), states);
            if (isolating) {
                applier.isolate(connection, entries, states, budget(connection, unlimited));
            } else if (!entries.isEmpty()) {
                applier.applyAll(connection, entries);
            }
            states.values().forEach(StreamState::settle);
            tables.save(connection, slice.partition(), states.values());
            check(connection, states, unlimited);
            if (!tables.advance(connection, slice.partition(), place, slice.next(), lastRecorded(slice.records()))) {
                throw new PartitionLost(slice.partition());
            }
            return slice.next();
        });
    }

    /** What is next in its stream, in order of arrival; the rest stays in the states. */
    private List<LogEntry> sort(Connection connection, List<RawRecord> records, Map<String, StreamState> states)
            throws SQLException {
        var entries = new ArrayList<LogEntry>(records.size());
        for (var entry : records) {
            var state = states.get(entry.streamId());
            if (state == null) {
                throw new IllegalStateException("no state was loaded for a stream of the batch");
            }
            switch (entry.read()) {
                case Reading.Unreadable _ -> state.addUnreadable(entry);
                case Reading.Intact(var readable) -> take(connection, state, readable, entries);
            }
        }
        return entries;
    }

    private void take(Connection connection, StreamState state, LogEntry entry, List<LogEntry> entries)
            throws SQLException {
        if (!state.needs(entry)) {
            return;
        }
        if (!state.isBlocked() && state.isNext(entry) && state.reason() == Reason.HOLE && !state.moved()) {
            for (var waiting : parked.waiting(connection, state.streamId())) {
                if (waiting.read() instanceof Reading.Intact(var readable)) {
                    state.await(readable);
                }
            }
        }
        state.await(entry);
        if (state.isBlocked()) {
            return;
        }
        for (var next = state.takeNext(); next != null; next = state.takeNext()) {
            entries.add(next);
        }
    }

    private static @Nullable Instant lastRecorded(List<RawRecord> records) {
        Instant last = null;
        for (var entry : records) {
            if (entry.read() instanceof Reading.Intact(var readable)
                    && (last == null || readable.recordedTime().isAfter(last))) {
                last = readable.recordedTime();
            }
        }
        return last;
    }

    private EntryApplier.Budget budget(Connection connection, boolean unlimited) throws SQLException {
        var streams = new AtomicLong(unlimited ? 0 : parked.blockedWithin(connection, settings.tripWindow()));
        return fault -> {
            if (streams.incrementAndGet() > settings.tripAfter() && !unlimited) {
                throw new TooManyParked(fault);
            }
        };
    }

    private void check(Connection connection, Map<String, StreamState> states, boolean unlimited) throws SQLException {
        var blocked = states.values().stream().filter(StreamState::newlyBlocked).toList();
        if (!unlimited
                && !blocked.isEmpty()
                && parked.blockedWithin(connection, settings.tripWindow()) > settings.tripAfter()) {
            throw new TooManyParked(blocked.getFirst().fault());
        }
    }
}
