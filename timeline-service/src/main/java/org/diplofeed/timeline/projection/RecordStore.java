package org.diplofeed.timeline.projection;

import static org.diplofeed.timeline.projection.Sql.flag;
import static org.diplofeed.timeline.projection.Sql.number;
import static org.diplofeed.timeline.projection.Sql.present;
import static org.diplofeed.timeline.projection.Sql.text;
import static org.diplofeed.timeline.projection.Sql.texts;
import static org.diplofeed.timeline.projection.Sql.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.RetractionReason;
import org.diplofeed.timeline.record.Link;
import org.diplofeed.timeline.record.RecordHistory;
import org.diplofeed.timeline.record.Retraction;
import org.diplofeed.timeline.record.Revision;
import org.jspecify.annotations.Nullable;

/** Tables {@code record} and {@code record_revision}. */
final class RecordStore {
    static final List<Sql.Column<RecordKey>> KEY =
            List.of(text(key -> key.kind().name()), text(RecordKey::id));

    private RecordStore() {}

    /** A row of {@code record_revision}. */
    static final List<Sql.Column<StoredRevision>> REVISION = List.of(
            text(r -> r.key().kind().name()),
            text(r -> r.key().id()),
            number(r -> r.standing().revision().version()),
            text(StoredRevision::meetingId),
            text(r -> r.standing().revision().eventId()),
            text(StoredRevision::recordedId),
            text(r -> r.standing().revision().reason()),
            text(r -> r.standing().revision().by()),
            time(r -> r.standing().knownFrom()),
            time(r -> r.standing().knownTo()),
            time(r -> r.facets().validFrom()),
            time(r -> r.facets().validTo()),
            flag(r -> r.facets().restricted()),
            text(r -> r.facets().form()),
            texts(r -> r.facets().tags()),
            text(r -> r.standing().revision().data().toString()));

    /** Locks records until the transaction ends, in one order for everybody, and reads their histories. */
    static Map<RecordKey, RecordHistory> lock(Connection connection, SortedSet<RecordKey> keys) throws SQLException {
        var created = new HashSet<>(Sql.read(connection, """
                insert into record (kind, id)
                select kind, id from unnest(?::text[], ?::text[]) n (kind, id) order by kind, id collate "C"
                on conflict do nothing returning kind, id
                """, keys, KEY, RecordStore::key));
        var histories = new TreeMap<RecordKey, RecordHistory>();
        keys.forEach(key -> histories.put(key, RecordHistory.none(key.id())));
        var known = keys.stream().filter(key -> !created.contains(key)).toList();
        var heads = Sql.read(connection, """
                select r.* from record r join unnest(?::text[], ?::text[]) n (kind, id) using (kind, id)
                 order by r.kind, r.id for update of r
                """, known, KEY, row -> Map.entry(key(row), head(row)));
        var revisions = revisions(connection, known);
        heads.forEach(entry -> {
            var head = entry.getValue();
            histories.put(
                    entry.getKey(),
                    new RecordHistory(
                            head.recordId(),
                            revisions.getOrDefault(entry.getKey(), List.of()),
                            head.withdrawal(),
                            head.voided(),
                            head.link()));
        });
        return histories;
    }

    /** The reports of meetings, standing or not. */
    static Map<String, List<RecordKey>> reportsOf(Connection connection, Collection<String> meetings)
            throws SQLException {
        var reports = new HashMap<String, List<RecordKey>>();
        meetings.forEach(meeting -> reports.put(meeting, new ArrayList<>()));
        Sql.read(
                        connection,
                        """
                        select distinct meeting_id, id from record_revision
                         where meeting_id = any (?::text[]) order by meeting_id, id
                        """,
                        meetings,
                        List.of(text(id -> id)),
                        row -> Map.entry(row.getString(1), RecordKey.report(row.getString(2))))
                .forEach(entry -> reports.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return reports;
    }

    private static Map<RecordKey, List<Revision>> revisions(Connection connection, Collection<RecordKey> keys)
            throws SQLException {
        var revisions = new HashMap<RecordKey, List<Revision>>();
        Sql.read(connection, """
                        select r.kind, r.id, r.version, r.event_id, r.known_from, r.data, r.reason, r.corrected_by
                          from record_revision r join unnest(?::text[], ?::text[]) n (kind, id) using (kind, id)
                         order by r.kind, r.id, r.version
                        """, keys, KEY, row -> Map.entry(key(row), revision(row)))
                .forEach(entry -> revisions
                        .computeIfAbsent(entry.getKey(), _ -> new ArrayList<>())
                        .add(entry.getValue()));
        return revisions;
    }

    /**
     * Stores what became of records: their heads, and every revision with the time for which it counted.
     *
     * @param known the records of which revisions are stored already
     */
    static void save(Connection connection, Collection<StoredRecord> records, Set<RecordKey> known)
            throws SQLException {
        Sql.write(
                connection,
                """
                update record r set
                       link_canonical = n.canonical, link_event = n.link_event, link_from = n.link_from::timestamptz,
                       withdrawn_event = n.w_event, withdrawn_from = n.w_from::timestamptz,
                       withdrawn_at = n.w_at::timestamptz, withdrawn_by = n.w_by,
                       voided_event = n.v_event, voided_from = n.v_from::timestamptz,
                       voided_at = n.v_at::timestamptz, voided_reason = n.v_reason, voided_by = n.v_by
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                              ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                       n (kind, id, canonical, link_event, link_from, w_event, w_from, w_at, w_by,
                          v_event, v_from, v_at, v_reason, v_by)
                 where r.kind = n.kind and r.id = n.id
                """,
                records.stream().filter(StoredRecord::hasHead).toList(),
                List.of(
                        text(r -> r.key().kind().name()),
                        text(r -> r.key().id()),
                        text(r -> of(r.history().link(), Link::canonical)),
                        text(r -> of(r.history().link(), Link::eventId)),
                        time(r -> of(r.history().link(), Link::knownFrom)),
                        text(r -> of(r.history().withdrawal(), Retraction::eventId)),
                        time(r -> of(r.history().withdrawal(), Retraction::knownFrom)),
                        time(r -> of(r.history().withdrawal(), Retraction::time)),
                        text(r -> of(r.history().withdrawal(), Retraction::by)),
                        text(r -> of(r.history().voided(), Retraction::eventId)),
                        time(r -> of(r.history().voided(), Retraction::knownFrom)),
                        time(r -> of(r.history().voided(), Retraction::time)),
                        text(r -> of(
                                r.history().voided(), voided -> voided.reason().name())),
                        text(r -> of(r.history().voided(), Retraction::by))));
        var stored = new ArrayList<StoredRevision>();
        var fresh = new ArrayList<StoredRevision>();
        records.forEach(record -> (known.contains(record.key()) ? stored : fresh).addAll(record.revisions()));
        Sql.write(connection, """
                insert into record_revision (kind, id, version, meeting_id, event_id, recorded_id, reason, corrected_by,
                       known_from, known_to, valid_from, valid_to, restricted, form, tags, data)
                select kind, id, version, meeting_id, event_id, recorded_id, reason, corrected_by,
                       known_from::timestamptz, known_to::timestamptz, valid_from::timestamptz, valid_to::timestamptz,
                       restricted, form, tags::text[], data
                  from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                              ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[])
                       n (kind, id, version, meeting_id, event_id, recorded_id, reason, corrected_by,
                          known_from, known_to, valid_from, valid_to, restricted, form, tags, data)
                on conflict (kind, id, version) do update set known_to = excluded.known_to
                """, stored, REVISION);
        Sql.copy(connection, """
                record_revision (kind, id, version, meeting_id, event_id, recorded_id, reason, corrected_by,
                       known_from, known_to, valid_from, valid_to, restricted, form, tags, data)
                """, fresh, REVISION);
    }

    /** Leaves the texts of new revisions to be indexed, but for what was spoken off the record. */
    static void leaveText(Connection connection, List<Happening> happenings, Documented documented)
            throws SQLException {
        var fresh = new ArrayList<Happening.Touched>();
        for (var happening : happenings) {
            for (var touched : happening.touched()) {
                if (touched.after().revisions().size()
                                > touched.before().revisions().size()
                        && !documented.offRecord(touched.key(), touched.after())) {
                    fresh.add(touched);
                }
            }
        }
        Sql.copy(
                connection,
                "text_pending (kind, id, version)",
                fresh,
                List.of(
                        text(touched -> touched.key().kind().name()),
                        text(touched -> touched.key().id()),
                        number(touched -> touched.after().revisions().getLast().version())));
    }

    private static RecordKey key(ResultSet row) throws SQLException {
        return new RecordKey(RecordKey.Kind.valueOf(row.getString("kind")), row.getString("id"));
    }

    private static RecordHistory head(ResultSet row) throws SQLException {
        var canonical = row.getString("link_canonical");
        return new RecordHistory(
                row.getString("id"),
                List.of(),
                retraction(row, "withdrawn", RetractionReason.SPEAKER_WITHDREW.name()),
                retraction(row, "voided", row.getString("voided_reason")),
                canonical == null
                        ? null
                        : new Link(
                                canonical, row.getString("link_event"), present(time(row, "link_from"), "link_from")));
    }

    private static @Nullable Retraction retraction(ResultSet row, String which, @Nullable String reason)
            throws SQLException {
        var event = row.getString(which + "_event");
        return event == null || reason == null
                ? null
                : new Retraction(
                        event,
                        present(time(row, which + "_from"), "from"),
                        present(time(row, which + "_at"), "at"),
                        RetractionReason.valueOf(reason),
                        row.getString(which + "_by"));
    }

    private static Revision revision(ResultSet row) throws SQLException {
        return new Revision(
                row.getLong("version"),
                row.getString("event_id"),
                present(time(row, "known_from"), "known_from"),
                document(row.getString("data")),
                row.getString("reason"),
                row.getString("corrected_by"));
    }

    private static ObjectNode document(String json) throws SQLException {
        try {
            return FeedJson.mapper().readValue(json, ObjectNode.class);
        } catch (JsonProcessingException e) {
            throw new SQLException("a stored record is not JSON", e);
        }
    }

    private static <T, V> @Nullable V of(@Nullable T thing, java.util.function.Function<T, V> what) {
        return thing == null ? null : what.apply(thing);
    }
}
