package org.diplofeed.alert.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diplofeed.alert.match.Filter.Verdict;

/**
 * Tells a sandbox what was derived in the past, in the order of its recording: page by page, each within the caller's
 * transaction. Nobody else is told, and what was told in earnest stays as it is.
 */
public final class Rehearsing {
    private static final int PAGE = 500;
    /** The transaction holds the order of the newsroom, which what happens now has to wait for. */
    private static final int MOST_TOLD = 20;

    private final Connection connection;
    private final Stage stage;
    private final String subscriptionId;

    public Rehearsing(Connection connection, String rehearsalId, String subscriptionId) {
        this.connection = connection;
        this.stage = new Stage(rehearsalId);
        this.subscriptionId = subscriptionId;
    }

    /** A place between events: after this one. */
    public record Place(Instant recorded, String eventId) {}

    /**
     * What was played.
     *
     * @param place where the next page begins
     * @param events how many there were
     * @param alerts how many alerts came of them
     * @param whole whether there are no more up to the time that was asked for
     */
    public record Page(Place place, int events, int alerts, boolean whole) {}

    /** What has to happen before an event is told. */
    public interface Before {
        /**
         * Called for each event that is told, in their order.
         *
         * @param clock what the rehearsal's clock says then
         */
        void event(Instant clock) throws SQLException;
    }

    /**
     * The next page.
     *
     * @param upTo the last moment that belongs to it
     * @param until the first that does not belong to the rehearsal
     * @return empty when the sandbox is not there any more
     */
    public Optional<Page> tell(Place after, Instant upTo, Instant until, Before before) throws SQLException {
        var sandbox = new SubscriberRows(connection).sandbox(subscriptionId);
        if (sandbox.isEmpty()) {
            return Optional.empty();
        }
        // First, as whoever removes a subscription does.
        new ChainRows(connection).lock(List.of(subscriptionId));
        var teller = new Teller(connection, stage);
        var place = after;
        int events = 0;
        int tried = 0;
        int alerts = 0;
        var read = read(after, upTo, until);
        for (var event : read) {
            if (tried == MOST_TOLD) {
                break;
            }
            if (concerns(event, sandbox)) {
                before.event(event.envelope().recordedTime());
                alerts += teller.tell(List.of(event), sandbox);
                tried++;
            }
            place = new Place(event.envelope().recordedTime(), event.envelope().id());
            events++;
        }
        return Optional.of(new Page(place, events, alerts, events == read.size() && events < PAGE));
    }

    /** How many events there are in a period. */
    public static long count(Connection connection, Instant since, Instant until) throws SQLException {
        try (var select = connection.prepareStatement(
                "select count(*) from derived_event where recorded >= ? and recorded < ?")) {
            select.setObject(1, since.atOffset(ZoneOffset.UTC));
            select.setObject(2, until.atOffset(ZoneOffset.UTC));
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** What takes nothing back and fits no filter needs no look at what was told. */
    private static boolean concerns(Derived event, Map<String, Subscriber> sandbox) {
        return event.occasion().takenBack() != null
                || sandbox.values().stream()
                        .anyMatch(to -> to.filter().verdict(event.occasion().candidate()) instanceof Verdict.Matched);
    }

    private List<Derived> read(Place after, Instant upTo, Instant until) throws SQLException {
        try (var select = connection.prepareStatement("""
                select event_id, type, occurred, recorded, payload from derived_event
                 where (recorded, event_id) > (?, ?) and recorded <= ? and recorded < ?
                 order by recorded, event_id limit ?
                """)) {
            select.setObject(1, after.recorded().atOffset(ZoneOffset.UTC));
            select.setString(2, after.eventId());
            select.setObject(3, upTo.atOffset(ZoneOffset.UTC));
            select.setObject(4, until.atOffset(ZoneOffset.UTC));
            select.setInt(5, PAGE);
            try (var rows = select.executeQuery()) {
                var read = new ArrayList<Derived>();
                while (rows.next()) {
                    read.add(StoredEvent.derived(
                                    rows.getString(1),
                                    rows.getString(2),
                                    rows.getObject(3, OffsetDateTime.class).toInstant(),
                                    rows.getObject(4, OffsetDateTime.class).toInstant(),
                                    rows.getBytes(5))
                            .orElseThrow(() -> new IllegalStateException("kept, and nothing to tell")));
                }
                return read;
            }
        }
    }
}
