package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.diplofeed.log.UnpublishedEvents.Place;
import org.diplofeed.log.UnpublishedEvents.Waiting;

/**
 * A relay's way through the queue. It reads on from where it was, for what it passed is published, and looks back now
 * and then for what was committed later than it was recorded. Of each stream it hands out a dense sequence: a version
 * whose predecessor waits further back is left for the look back.
 *
 * <p>What a forgotten transaction keeps Postgres from clearing away lies behind and costs the looks back alone; the
 * longer one takes, the rarer they are. One thread's.
 */
final class RelayQueue {
    /** How far behind what was read last the next reading begins: what is committed late is rarely later. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private static final Duration LOOK_BACK = Duration.ofSeconds(1);
    private static final int LOOKS_COST_AT_MOST = 20; // A twentieth of the time.
    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

    private final DataSource database;
    private final RelaySettings settings;
    private final UUID owner;
    private final List<Place> published = new ArrayList<>();
    private Instant start = BEGINNING;
    private long nextLookBack = System.nanoTime();

    /**
     * Events to send, in this order.
     *
     * @param more whether more waited when they were read
     */
    record Batch(List<StoredEvent> events, boolean more) {
        static final Batch NONE = new Batch(List.of(), false);
    }

    RelayQueue(DataSource database, RelaySettings settings, UUID owner) {
        this.database = database;
        this.settings = settings;
        this.owner = owner;
    }

    /** Remembers that an event is on the log; it is taken off the queue with the next reading. */
    void published(StoredEvent event) {
        published.add(Place.of(event));
    }

    /** Keeps what the broker refused: its streams are not read until the next attempt is due. */
    int refused(List<RefusedEvents.Refusal> refusals) throws SQLException {
        return Transactions.run(database, settings.lease(), connection -> {
            RefusedEvents.add(connection, refusals);
            return RefusedEvents.count(connection);
        });
    }

    /** How many streams wait because of a refusal. */
    int countRefused() throws SQLException {
        return Transactions.run(database, settings.lease(), RefusedEvents::sweep);
    }

    /** Takes what is on the log off the queue. */
    void removePublished() throws SQLException {
        if (!published.isEmpty()) {
            Transactions.run(database, settings.lease(), connection -> {
                remove(connection);
                return published.size();
            });
            published.clear();
        }
    }

    /** Begins anew: what was handed out last may not be on the log. */
    void lookBack() {
        start = BEGINNING;
    }

    /**
     * Takes what is on the log off the queue, and reads on.
     *
     * @param buckets that the relay holds
     * @param underWay what is sent and not acknowledged yet, and will be before what is read here is sent
     */
    Batch next(List<Short> buckets, List<StoredEvent> underWay) throws SQLException {
        if (buckets.isEmpty()) {
            removePublished();
            return Batch.NONE;
        }
        boolean back = start.equals(BEGINNING) || System.nanoTime() - nextLookBack >= 0;
        return read(back ? BEGINNING : start, buckets, underWay);
    }

    private Batch read(Instant from, List<Short> buckets, List<StoredEvent> underWay) throws SQLException {
        long began = System.nanoTime();
        var sent = new HashSet<Place>();
        underWay.forEach(event -> sent.add(Place.of(event)));
        int limit = settings.batchSize() + sent.size();
        var batch = Transactions.run(database, settings.lease(), connection -> {
            remove(connection);
            var part = UnpublishedEvents.from(connection, from, owner, buckets, limit);
            var events = EventRows.read(connection, sendable(part.events(), sent));
            goOn(part);
            return new Batch(inOrder(part.events(), events), !part.complete());
        });
        published.clear();
        if (from.equals(BEGINNING)) {
            long cost = System.nanoTime() - began;
            nextLookBack = System.nanoTime() + Math.max(LOOK_BACK.toNanos(), LOOKS_COST_AT_MOST * cost);
        }
        return batch;
    }

    private void goOn(UnpublishedEvents.Part part) {
        if (!part.events().isEmpty()) {
            var reached = part.complete()
                    ? part.now()
                    : part.events().getLast().place().recorded();
            start = reached.minus(MARGIN);
        }
    }

    /** What is not sent yet, without what would leave a hole in its stream. */
    private List<Place> sendable(List<Waiting> waiting, Set<Place> sent) {
        var versions = new HashMap<String, Long>();
        sent.forEach(place -> versions.merge(place.streamId(), place.version(), Math::max));
        var places = new ArrayList<Place>(waiting.size());
        var holes = new HashSet<String>();
        for (var event : waiting) {
            var place = event.place();
            if (sent.contains(place)) {
                continue;
            }
            if (event.behind() && versions.getOrDefault(place.streamId(), 0L) < place.version() - 1) {
                holes.add(place.streamId());
                nextLookBack = System.nanoTime();
            }
            if (!holes.contains(place.streamId())) {
                places.add(place);
            }
        }
        return places;
    }

    private static List<StoredEvent> inOrder(List<Waiting> waiting, List<StoredEvent> events) {
        Map<Place, StoredEvent> found = new HashMap<>();
        events.forEach(event -> found.put(Place.of(event), event));
        var ordered = new ArrayList<StoredEvent>(events.size());
        for (var event : waiting) {
            var stored = found.get(event.place());
            if (stored != null) {
                ordered.add(stored);
            }
        }
        return List.copyOf(ordered);
    }

    /** To be lost in a crash is allowed: then it is published once more. So nobody waits for the disk. */
    private void remove(Connection connection) throws SQLException {
        if (!published.isEmpty()) {
            try (var setting = connection.createStatement()) {
                setting.execute("set local synchronous_commit = off");
            }
            UnpublishedEvents.remove(connection, published);
        }
    }
}
