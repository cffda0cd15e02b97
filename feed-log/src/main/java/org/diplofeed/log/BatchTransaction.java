package org.diplofeed.log;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
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
 * The transaction of one batch, of one partition or of several. In this order: lock the partitions' offsets and see
 * whether they are where and whose they should be; sort the records by what was seen of their streams; let the
 * projection apply what is next; park what cannot go on; move the offsets.
 */
final class BatchTransaction {
    private final DataSource database;
    private final Projection projection;
    private final ProjectorSettings settings;
    private final ProjectionTables tables;
    private final ParkedTables parked;
    private final EntryApplier applier;

    BatchTransaction(DataSource database, Projection projection, ProjectorSettings settings) {
        this.database = database;
        this.projection = projection;
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
    record Slice(TopicPartition partition, Place from, long next, List<RawRecord> records) {
        /** What of it lies before an offset. */
        Slice before(long limit) {
            return next <= limit
                    ? this
                    : new Slice(
                            partition,
                            from,
                            Math.max(limit, from.nextOffset()),
                            records.stream()
                                    .filter(entry -> entry.offset() < limit)
                                    .toList());
        }
    }

    /**
     * Applies a slice.
     *
     * @param unlimited whether any number of streams may be parked
     * @return the offset that the database is at now; another one than the slice's next when an earlier commit, whose
     *     outcome nobody knew, turns out to have happened, or when the projection may not read that far yet
     * @throws PartitionLost when the partition has another owner
     * @throws TooManyParked when more streams would be parked than allowed
     */
    long run(Slice slice, boolean unlimited) throws SQLException {
        try (var _ = span(List.of(slice))) {
            return reached(attempt(List.of(slice), false, unlimited), slice);
        } catch (Poison e) {
            return isolate(slice, unlimited);
        }
    }

    /**
     * Applies slices of several partitions in one transaction, in the order in which their events were recorded: while
     * a reader keeps up, twelve partitions cost what one does. All or nothing; who is refused here asks for each slice
     * by itself.
     *
     * @return the offsets that the database is at now, see {@link #run}
     * @throws Poison when some event cannot be applied
     * @throws PartitionLost when some partition has another owner
     */
    Map<TopicPartition, Long> runTogether(List<Slice> slices, boolean unlimited) throws SQLException, Poison {
        try (var _ = span(slices)) {
            return attempt(slices, false, unlimited);
        }
    }

    private Trace.Open span(List<Slice> slices) {
        var causes = Trace.of(
                slices.stream().flatMap(slice -> slice.records().stream()).map(RawRecord::headers));
        return Trace.span(Trace.Part.CONSUME, "project " + tables.name(), causes);
    }

    private long isolate(Slice slice, boolean unlimited) throws SQLException {
        try {
            return reached(attempt(List.of(slice), true, unlimited), slice);
        } catch (Poison e) {
            throw new IllegalStateException("poison is isolated and cannot fail the batch again", e);
        }
    }

    private static long reached(Map<TopicPartition, Long> offsets, Slice slice) {
        return requireNonNull(offsets.get(slice.partition()), "a partition without an offset");
    }

    private Map<TopicPartition, Long> attempt(List<Slice> read, boolean isolating, boolean unlimited)
            throws SQLException, Poison {
        var changed = new ArrayList<StreamState>();
        var offsets = Transactions.<Map<TopicPartition, Long>, Poison>run(
                database, settings.transactionTimeout(), connection -> {
                    var places = places(connection, read);
                    if (read.stream()
                            .anyMatch(slice ->
                                    reached(places, slice) != slice.from().nextOffset())) {
                        return places;
                    }
                    var slices = within(connection, read);
                    var states = tables.states(
                            connection,
                            slices.stream()
                                    .flatMap(slice -> slice.records().stream())
                                    .map(RawRecord::streamId)
                                    .toList());
                    var entries = sort(connection, slices, states);
                    if (isolating) {
                        applier.isolate(connection, entries, states, budget(connection, unlimited));
                    } else if (!entries.isEmpty()) {
                        applier.applyAll(connection, entries);
                    }
                    save(connection, slices, states);
                    check(connection, states, unlimited);
                    changed.addAll(states.values());
                    return advance(connection, slices);
                });
        ParkingLog.tell(tables.name(), changed);
        return offsets;
    }

    /** What of the slices the projection may read yet. */
    private List<Slice> within(Connection connection, List<Slice> slices) throws SQLException {
        var within = new ArrayList<Slice>(slices.size());
        for (var slice : slices) {
            within.add(slice.before(projection.limit(connection, slice.partition())));
        }
        return within;
    }

    /** Where the partitions are, whose rows are locked from here on. */
    private Map<TopicPartition, Long> places(Connection connection, List<Slice> slices) throws SQLException {
        var locked =
                tables.lock(connection, slices.stream().map(Slice::partition).toList());
        var offsets = new HashMap<TopicPartition, Long>();
        for (var slice : slices) {
            var place = locked.get(slice.partition());
            if (place == null || place.ownerEpoch() != slice.from().ownerEpoch()) {
                throw new PartitionLost(slice.partition());
            }
            offsets.put(slice.partition(), place.nextOffset());
        }
        return offsets;
    }

    private void save(Connection connection, List<Slice> slices, Map<String, StreamState> states) throws SQLException {
        states.values().forEach(StreamState::settle);
        tables.saveSeen(connection, states.values());
        var left = new HashMap<>(states);
        for (var slice : slices) {
            for (var entry : slice.records()) {
                var state = left.remove(entry.streamId());
                if (state != null) {
                    tables.saveParking(connection, slice.partition(), state);
                }
            }
        }
    }

    private Map<TopicPartition, Long> advance(Connection connection, List<Slice> slices) throws SQLException {
        var reached = new HashMap<TopicPartition, Long>();
        for (var slice : slices) {
            if (!tables.advance(
                    connection, slice.partition(), slice.from(), slice.next(), lastRecorded(slice.records()))) {
                throw new PartitionLost(slice.partition());
            }
            reached.put(slice.partition(), slice.next());
        }
        return reached;
    }

    /**
     * What is next in its stream, in order of arrival, that of several partitions in order of recording; the rest stays
     * in the states.
     */
    private List<LogEntry> sort(Connection connection, List<Slice> slices, Map<String, StreamState> states)
            throws SQLException {
        var entries = new ArrayList<LogEntry>();
        for (var slice : slices) {
            for (var entry : slice.records()) {
                var state = states.get(entry.streamId());
                if (state == null) {
                    throw new IllegalStateException("no state was loaded for a stream of the batch");
                }
                switch (entry.read()) {
                    case Reading.Unreadable _ -> state.addUnreadable(entry);
                    case Reading.Intact(var readable) -> take(connection, state, readable, entries);
                }
            }
        }
        if (slices.size() > 1) {
            entries.sort(Comparator.comparing(LogEntry::recordedTime)); // which rises within each stream
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
