package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.jspecify.annotations.Nullable;

/** The register's tables. */
final class RegisterRows {
    private RegisterRows() {}

    static void loadRecords(Connection connection, Collection<String> ids, Register into) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var select = connection.prepareStatement("""
                select id, kind, stream_id, status, version, first_version, recorded, held_until, fingerprint, edits,
                       document
                  from record where id = any (?)
                union all
                select n.id, 'STATEMENT', e.stream_id, 'RECORDED', 1, 1, e.recorded, null, null, '[]', e.payload
                  from unnest(?::text[], ?::text[]) n (id, stream_id)
                  join event e on e.stream_id = n.stream_id and e.version = 1
                 where not exists (select from record r where r.id = n.id)
                """)) {
            var wanted = connection.createArrayOf("text", ids.toArray());
            select.setArray(1, wanted);
            select.setArray(2, wanted);
            select.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            ids.stream()
                                    .map(id -> StreamKind.STATEMENT.of(id).toString())
                                    .toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    into.load(record(rows));
                }
            }
        }
    }

    /**
     * Loads reference entities.
     *
     * @param whole those that have to be seen
     * @param mentioned those of which it is enough to know whether they are defined
     */
    static void loadReferences(
            Connection connection, Set<ReferenceKey> whole, Set<ReferenceKey> mentioned, Register into)
            throws SQLException {
        if (!whole.isEmpty()) {
            loadWhole(connection, List.copyOf(whole), into);
        }
        if (!mentioned.isEmpty()) {
            loadKnown(connection, List.copyOf(mentioned), into);
        }
    }

    private static void loadWhole(Connection connection, List<ReferenceKey> keys, Register into) throws SQLException {
        try (var select = connection.prepareStatement("""
                select r.kind, r.id, r.version, r.recorded, r.fingerprint, r.document
                  from unnest(?::text[], ?::text[]) wanted (kind, id)
                  join reference_entity r on r.kind = wanted.kind and r.id = wanted.id
                """)) {
            setKeys(connection, select, keys);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    into.load(new ReferenceState(
                            new ReferenceKey(ReferenceKind.valueOf(rows.getString(1)), rows.getString(2)),
                            rows.getLong(3),
                            instant(rows, 4),
                            Fingerprint.of(rows.getBytes(5)),
                            Payload.read(rows.getBytes(6))));
                }
            }
        }
    }

    private static void loadKnown(Connection connection, List<ReferenceKey> keys, Register into) throws SQLException {
        try (var select = connection.prepareStatement("""
                select wanted.place::int
                  from unnest(?::text[], ?::text[]) with ordinality wanted (kind, id, place)
                  join reference_entity r on r.kind = wanted.kind and r.id = wanted.id
                """)) {
            setKeys(connection, select, keys);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    into.loadKnown(keys.get(rows.getInt(1) - 1));
                }
            }
        }
    }

    private static void setKeys(Connection connection, PreparedStatement select, List<ReferenceKey> keys)
            throws SQLException {
        select.setArray(
                1,
                connection.createArrayOf(
                        "text", keys.stream().map(key -> key.kind().name()).toArray()));
        select.setArray(
                2,
                connection.createArrayOf(
                        "text", keys.stream().map(ReferenceKey::id).toArray()));
    }

    static void loadMeetings(Connection connection, Collection<String> ids, Register into) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var select = connection.prepareStatement("""
                select wanted.id, bool_or(r.status <> 'RETRACTED'), min(d.canonical)
                  from unnest(?::text[]) wanted (id)
                  join record r on r.stream_id = 'meeting/' || wanted.id and r.kind = 'MEETING_REPORT'
                  left join meeting_duplicate d on d.meeting_id = wanted.id
                 group by wanted.id
                """)) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    into.load(new MeetingState(rows.getString(1), rows.getBoolean(2), rows.getString(3)));
                }
            }
        }
    }

    static void saveRecords(Connection connection, List<RecordState> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        int count = records.size();
        var columns = new @Nullable Object[11][count];
        columns[8] = new byte[count][]; // The driver takes arrays of bytes as such only.
        columns[10] = new byte[count][];
        for (int i = 0; i < count; i++) {
            var record = records.get(i);
            columns[0][i] = record.id();
            columns[1][i] = record.kind().name();
            columns[2][i] = record.stream().toString();
            columns[3][i] = record.status().name();
            columns[4][i] = record.version();
            columns[5][i] = record.firstVersion();
            columns[6][i] = text(record.recorded());
            columns[7][i] = text(record.heldUntil());
            columns[8][i] = record.fingerprint().bytes();
            columns[9][i] = edits(record.edits());
            columns[10][i] = Payload.write(record.document());
        }
        try (var upsert = connection.prepareStatement("""
                insert into record (id, kind, stream_id, status, version, first_version, recorded, held_until,
                                    fingerprint, edits, document)
                select id, kind, stream_id, status, version, first_version, recorded::timestamptz,
                       held_until::timestamptz, fingerprint, edits, document
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[],
                              ?::text[], ?::bytea[], ?::text[], ?::bytea[])
                       n (id, kind, stream_id, status, version, first_version, recorded, held_until, fingerprint,
                          edits, document)
                on conflict (id) do update
                   set status = excluded.status, version = excluded.version, recorded = excluded.recorded,
                       held_until = excluded.held_until, edits = excluded.edits, document = excluded.document
                """)) {
            String[] types = {
                "text", "text", "text", "text", "bigint", "bigint", "text", "text", "bytea", "text", "bytea"
            };
            for (int i = 0; i < types.length; i++) {
                upsert.setArray(i + 1, connection.createArrayOf(types[i], columns[i]));
            }
            upsert.executeUpdate();
        }
    }

    static void saveReferences(Connection connection, List<ReferenceState> references) throws SQLException {
        if (references.isEmpty()) {
            return;
        }
        int count = references.size();
        var columns = new @Nullable Object[6][count];
        columns[4] = new byte[count][];
        columns[5] = new byte[count][];
        for (int i = 0; i < count; i++) {
            var reference = references.get(i);
            columns[0][i] = reference.key().kind().name();
            columns[1][i] = reference.key().id();
            columns[2][i] = reference.version();
            columns[3][i] = text(reference.recorded());
            columns[4][i] = reference.fingerprint().bytes();
            columns[5][i] = Payload.write(reference.document());
        }
        try (var upsert = connection.prepareStatement("""
                insert into reference_entity (kind, id, version, recorded, fingerprint, document)
                select kind, id, version, recorded::timestamptz, fingerprint, document
                  from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::bytea[], ?::bytea[])
                       n (kind, id, version, recorded, fingerprint, document)
                on conflict (kind, id) do update
                   set version = excluded.version, recorded = excluded.recorded, fingerprint = excluded.fingerprint,
                       document = excluded.document
                """)) {
            String[] types = {"text", "text", "bigint", "text", "bytea", "bytea"};
            for (int i = 0; i < types.length; i++) {
                upsert.setArray(i + 1, connection.createArrayOf(types[i], columns[i]));
            }
            upsert.executeUpdate();
        }
    }

    static void saveMeetings(Connection connection, List<MeetingState> meetings) throws SQLException {
        if (meetings.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into meeting_duplicate (meeting_id, canonical) select * from unnest(?::text[], ?::text[])
                """)) {
            insert.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            meetings.stream().map(MeetingState::meetingId).toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            meetings.stream().map(MeetingState::duplicateOf).toArray()));
            insert.executeUpdate();
        }
    }

    private static RecordState record(ResultSet row) throws SQLException {
        return new RecordState(
                row.getString(1),
                RecordKind.valueOf(row.getString(2)),
                StreamId.parse(row.getString(3)),
                RecordStatus.valueOf(row.getString(4)),
                row.getLong(5),
                instant(row, 7),
                row.getLong(6),
                fingerprint(row.getBytes(9)),
                Payload.read(row.getBytes(11)),
                edits(row.getString(10)),
                instant(row, 8));
    }

    private static @Nullable Fingerprint fingerprint(byte @Nullable [] bytes) {
        return bytes == null ? null : Fingerprint.of(bytes);
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static String edits(List<Edit> edits) {
        try {
            return FeedJson.mapper().writeValueAsString(edits);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Edit> edits(String text) {
        try {
            return List.of(FeedJson.mapper().readValue(text, Edit[].class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
