package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.log.ParkedStream.Reason;
import org.diplofeed.log.RawRecord.Reading;

/**
 * What operators do about parked streams of one projection: list, look, try, retry, skip. Each call is one transaction,
 * which excludes the projector from the stream's partition, wherever that runs.
 */
public final class ParkedStreams {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final DataSource database;
    private final ProjectionTables tables;
    private final ParkedTables parked;
    private final EntryApplier applier;

    /** What came of an attempt. */
    public sealed interface Outcome {
        /**
         * Nothing waits any more.
         *
         * @param applied how many events were
         */
        record Released(long applied) implements Outcome {}

        /**
         * It stopped again, after so many events.
         *
         * @param at where and why
         */
        record StillParked(long applied, ParkedStream at) implements Outcome {}

        /** No such stream is parked. */
        record NotParked() implements Outcome {}
    }

    /**
     * Parked streams of a projection.
     *
     * @param projection the one that parked them; {@link #retry} hands it their events
     */
    public ParkedStreams(DataSource database, Projection projection) {
        this.database = database;
        this.tables = new ProjectionTables(projection.name());
        this.parked = new ParkedTables(projection.name());
        this.applier = new EntryApplier(projection);
    }

    /** The streams that were parked first, at most so many. */
    public List<ParkedStream> list(int limit) throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> parked.list(connection, limit));
    }

    /** How many streams are parked. */
    public long count() throws SQLException {
        return Transactions.run(database, TIMEOUT, parked::count);
    }

    /** What waits in a stream, without its content: records without a version last. */
    public List<ParkedEvent> inspect(String streamId, int limit) throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> parked.inspect(connection, streamId, limit));
    }

    /** What {@link #retry} would do now; changes nothing. */
    public Outcome dryRun(String streamId) throws SQLException {
        return Transactions.run(database, TIMEOUT, connection -> {
            var outcome = attempt(connection, streamId, Skip.NOTHING, states -> {});
            connection.rollback();
            return outcome;
        });
    }

    /** Applies what waits, in order, until nothing waits or something fails again; what was applied stays applied. */
    public Outcome retry(String streamId) throws SQLException {
        return commit(streamId, Skip.NOTHING);
    }

    /**
     * Passes over what blocks the stream, then retries the rest: of a hole the missing versions, else the one record.
     * The log keeps the record, the database the reason.
     *
     * @param reason why, kept for ever
     * @param by who says so
     */
    public Outcome skip(String streamId, String reason, String by) throws SQLException {
        if (!StorableText.isStorable(reason) || reason.isBlank() || !StorableText.isStorable(by) || by.isBlank()) {
            throw new IllegalArgumentException("a skip needs a reason and somebody who answers for it");
        }
        return commit(streamId, new Skip(true, reason, by));
    }

    private Outcome commit(String streamId, Skip skip) throws SQLException {
        var changed = new ArrayList<StreamState>();
        var outcome =
                Transactions.run(database, TIMEOUT, connection -> attempt(connection, streamId, skip, changed::addAll));
        ParkingLog.tell(tables.name(), changed);
        return outcome;
    }

    private record Skip(boolean wanted, String reason, String by) {
        static final Skip NOTHING = new Skip(false, "", "");
    }

    private Outcome attempt(
            Connection connection, String streamId, Skip skip, Consumer<Collection<StreamState>> changed)
            throws SQLException {
        var found = parked.find(connection, streamId);
        if (found.isEmpty()) {
            return new Outcome.NotParked();
        }
        var partition =
                new TopicPartition(found.getFirst().topic(), found.getFirst().partition());
        tables.lock(connection, List.of(partition));
        var states = tables.states(connection, List.of(streamId));
        var state = states.get(streamId);
        if (state == null || state.reason() == null) {
            return new Outcome.NotParked();
        }
        var blockedBy = state.reason();
        state.unpark();
        load(connection, state);
        if (skip.wanted()) {
            var skipped = skip(connection, state, blockedBy);
            parked.recordSkip(connection, partition, streamId, skipped, skip.reason(), skip.by());
        }
        long applied = apply(connection, state, states);
        tables.saveSeen(connection, states.values());
        tables.saveParking(connection, partition, state);
        changed.accept(states.values());
        var left = parked.find(connection, streamId);
        return left.isEmpty() ? new Outcome.Released(applied) : new Outcome.StillParked(applied, left.getFirst());
    }

    private void load(Connection connection, StreamState state) throws SQLException {
        for (var entry : parked.waiting(connection, state.streamId())) {
            switch (entry.read()) {
                case Reading.Intact(var intact) -> state.await(intact);
                case Reading.Unreadable _ -> state.awaitUnreadable(entry);
            }
        }
    }

    private Skipped skip(Connection connection, StreamState state, Reason blockedBy) throws SQLException {
        if (!state.unreadable().isEmpty() && blockedBy == Reason.UNREADABLE) {
            var first = state.unreadable().getFirst();
            state.dropUnreadable(first);
            parked.forget(connection, first);
            return new Skipped(null, null, first.offset());
        }
        long from = state.seen() + 1;
        var next = state.firstWaiting();
        if (next > from) {
            state.skipTo(next - 1);
            return new Skipped(from, next - 1, null);
        }
        var refused = state.takeNext();
        return new Skipped(from, from, refused == null ? null : refused.offset());
    }

    private long apply(Connection connection, StreamState state, Map<String, StreamState> states) throws SQLException {
        if (!state.unreadable().isEmpty()) {
            state.settle();
            return 0;
        }
        long before = state.seen();
        var entries = new ArrayList<LogEntry>();
        for (var next = state.takeNext(); next != null; next = state.takeNext()) {
            entries.add(next);
        }
        applier.isolate(connection, entries, states, fault -> {});
        state.settle();
        return state.seen() - before;
    }
}
