package org.diplofeed.timeline.rebuild;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.diplofeed.log.LogEntry;
import org.diplofeed.log.LogReader;
import org.diplofeed.log.LogReader.Stretch;
import org.diplofeed.timeline.projection.FirstStatements;
import org.diplofeed.timeline.rebuild.Places.Place;
import org.jspecify.annotations.Nullable;

/** Copies what was first said: while Postgres takes the rows of one stretch of the log, those of the next are made. */
final class Loading {
    private static final String DATA = "22";
    private static final String TOO_LARGE = "54";

    private final Building building;
    private final int generation;
    private final LogReader reader;
    private final String topic;
    private final int makers;

    /** @param makers how many make rows at the same time */
    Loading(Building building, int generation, LogReader reader, String topic, int makers) {
        this.building = building;
        this.generation = generation;
        this.reader = reader;
        this.topic = topic;
        this.makers = makers;
    }

    void run() throws SQLException, InterruptedException {
        var places = building.transaction(connection -> Places.of(connection, generation)).stream()
                .filter(place -> place.partition().topic().equals(topic))
                .toList();
        var seen = seen(places);
        try (var writer = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var place : places) {
                load(place, seen, writer);
            }
        }
    }

    private void load(Place place, StreamSet seen, ExecutorService writer) throws SQLException, InterruptedException {
        long next = place.next();
        Future<Duration> writing = null;
        while (next < place.end()) {
            long from = next;
            var stretch = reader.read(place.partition(), from, place.end());
            if (stretch.next() == from) {
                building.transaction(_ -> true); // so that somebody who stops it is heard
                continue;
            }
            var rows = FirstStatements.of(stretch.entries(), seen::add, makers, writer);
            var left = left(rows, stretch);
            await(writing);
            writing = writer.submit(() -> write(place, from, stretch, rows, left));
            next = stretch.next();
        }
        await(writing);
    }

    private void await(@Nullable Future<Duration> writing) throws SQLException, InterruptedException {
        if (writing == null) {
            return;
        }
        try {
            building.rest(writing.get());
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException fault -> throw fault;
                case RuntimeException fault -> throw fault;
                case null, default -> throw new IllegalStateException("rows were not written", e);
            }
        }
    }

    private Duration write(
            Place place, long from, Stretch stretch, List<FirstStatements.Rows> rows, @Nullable Long left)
            throws SQLException {
        long started = System.nanoTime();
        try {
            commit(place, from, stretch, rows, left);
        } catch (SQLException e) {
            var state = e.getSQLState() == null ? "" : e.getSQLState();
            if (!state.startsWith(DATA) && !state.startsWith(TOO_LARGE)) {
                throw e;
            }
            // Something in it cannot be stored; applied event by event it will show which.
            var first = stretch.entries().stream().mapToLong(LogEntry::offset).min();
            commit(place, from, stretch, List.of(), first.isPresent() ? Long.valueOf(first.getAsLong()) : left);
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private void commit(Place place, long from, Stretch stretch, List<FirstStatements.Rows> rows, @Nullable Long left)
            throws SQLException {
        building.transaction(connection -> {
            for (var part : rows) {
                part.copy(connection);
            }
            if (!Places.move(connection, generation, place.partition(), from, stretch.next(), left)) {
                throw new Stopped(); // somebody else builds it
            }
            return true;
        });
    }

    /** The first record that was left; null if none was. */
    private static @Nullable Long left(List<FirstStatements.Rows> rows, Stretch stretch) {
        Long left = rows.stream()
                .map(FirstStatements.Rows::left)
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(null);
        if (stretch.unreadable().isEmpty()) {
            return left;
        }
        long unreadable = stretch.unreadable().getAsLong();
        return left == null ? unreadable : Math.min(left, unreadable);
    }

    /** The streams that an earlier attempt has copied. */
    private StreamSet seen(List<Place> places) throws SQLException {
        var seen = new StreamSet();
        if (places.stream().anyMatch(place -> place.next() > 0)) {
            building.transaction(connection -> {
                try (var select = connection.prepareStatement("select stream_id from stream_seen")) {
                    select.setFetchSize(10_000);
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            seen.add(rows.getString(1));
                        }
                    }
                }
                return true;
            });
        }
        return seen;
    }
}
