package org.diplofeed.ingest.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.Envelope;
import org.diplofeed.log.CopyRows;
import org.jspecify.annotations.Nullable;

/** What was answered to whom, by the identity of what was sent. */
final class AnswerRows {
    /**
     * So long an identity is kept as it is: those of one sender mostly follow upon each other, which an index likes.
     */
    private static final int LONGEST = 200;

    private static final byte DIGEST = (byte) 0xff; // Begins no text in UTF-8.

    private AnswerRows() {}

    /** An answer that was given: to which content, and what. */
    record Answer(String identity, Fingerprint content, boolean created, Receipt receipt) {}

    static Map<String, Answer> find(Connection connection, Collection<String> identities) throws SQLException {
        var found = new HashMap<String, Answer>();
        if (identities.isEmpty()) {
            return found;
        }
        var wanted = new HashMap<ByteBuffer, String>();
        identities.forEach(identity -> wanted.put(ByteBuffer.wrap(key(identity)), identity));
        try (var select = connection.prepareStatement("""
                select identity, fingerprint, created, id, stream_id, version, recorded, held_until
                  from answer where identity = any (?)
                """)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "bytea",
                            wanted.keySet().stream().map(ByteBuffer::array).toArray(byte[][]::new)));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var identity = wanted.get(ByteBuffer.wrap(rows.getBytes(1)));
                    if (identity != null) {
                        found.put(identity, answer(identity, rows));
                    }
                }
            }
        }
        return found;
    }

    private static Answer answer(String identity, ResultSet row) throws SQLException {
        var recorded = instant(row, 7);
        return new Answer(
                identity,
                Fingerprint.of(row.getBytes(2)),
                row.getBoolean(3),
                new Receipt(
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        recorded == null ? null : Envelope.format(recorded),
                        instant(row, 8)));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static void save(Connection connection, List<Answer> answers) throws SQLException {
        var rows = new CopyRows(
                "answer", "identity", "fingerprint", "created", "id", "stream_id", "version", "recorded", "held_until");
        for (var answer : answers) {
            var receipt = answer.receipt();
            var recorded = receipt.recordedTime();
            rows.row()
                    .bytea(key(answer.identity()))
                    .bytea(answer.content().bytes())
                    .bool(answer.created())
                    .text(receipt.id())
                    .text(receipt.stream())
                    .bigint(receipt.version())
                    .time(recorded == null ? null : Instant.parse(recorded))
                    .time(receipt.heldUntil());
        }
        rows.send(connection);
    }

    private static byte[] key(String identity) {
        var bytes = identity.getBytes(UTF_8);
        return bytes.length <= LONGEST
                ? bytes
                : ByteBuffer.allocate(33)
                        .put(DIGEST)
                        .put(Fingerprint.sha256(identity))
                        .array();
    }
}
