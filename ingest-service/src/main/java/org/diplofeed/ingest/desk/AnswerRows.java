package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.diplofeed.events.FeedJson;

/** What was answered to whom, by the identity of what was sent. */
final class AnswerRows {
    private AnswerRows() {}

    /** An answer that was given: to which content, and what. */
    record Answer(Fingerprint identity, Fingerprint content, boolean created, Receipt receipt) {}

    static Map<Fingerprint, Answer> find(Connection connection, Collection<Fingerprint> identities)
            throws SQLException {
        var found = new HashMap<Fingerprint, Answer>();
        if (identities.isEmpty()) {
            return found;
        }
        try (var select = connection.prepareStatement(
                "select identity, fingerprint, created, receipt from answer where identity = any (?)")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "bytea", identities.stream().map(Fingerprint::bytes).toArray(byte[][]::new)));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var answer = new Answer(
                            Fingerprint.of(rows.getBytes(1)),
                            Fingerprint.of(rows.getBytes(2)),
                            rows.getBoolean(3),
                            receipt(rows.getString(4)));
                    found.put(answer.identity(), answer);
                }
            }
        }
        return found;
    }

    static void save(Connection connection, List<Answer> answers) throws SQLException {
        if (answers.isEmpty()) {
            return;
        }
        int count = answers.size();
        var identities = new byte[count][];
        var contents = new byte[count][];
        var created = new Boolean[count];
        var receipts = new String[count];
        for (int i = 0; i < count; i++) {
            var answer = answers.get(i);
            identities[i] = answer.identity().bytes();
            contents[i] = answer.content().bytes();
            created[i] = answer.created();
            receipts[i] = text(answer.receipt());
        }
        try (var insert = connection.prepareStatement("""
                insert into answer (identity, fingerprint, created, receipt)
                select * from unnest(?::bytea[], ?::bytea[], ?::boolean[], ?::text[])
                """)) {
            insert.setArray(1, connection.createArrayOf("bytea", identities));
            insert.setArray(2, connection.createArrayOf("bytea", contents));
            insert.setArray(3, connection.createArrayOf("boolean", created));
            insert.setArray(4, connection.createArrayOf("text", receipts));
            insert.executeUpdate();
        }
    }

    private static String text(Receipt receipt) {
        try {
            return FeedJson.mapper().writeValueAsString(receipt);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Receipt receipt(String text) {
        try {
            return FeedJson.mapper().readValue(text, Receipt.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
