package org.diplofeed.ingest.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of a document's canonical form: the order of its members and white space make no difference. Its 32 bytes as
 * four numbers, so that it is a value.
 */
public record Fingerprint(long first, long second, long third, long fourth) {

    /** The fingerprint of a document (RFC 8785). */
    public static Fingerprint of(JsonNode document) {
        return of(sha256(CanonicalJson.write(document)));
    }

    /**
     * The fingerprint of what the log keeps of an event that was sent: its type and its data, but for what is added.
     */
    public static Fingerprint ofKept(String type, ObjectNode data) {
        var kept = JsonNodeFactory.instance.objectNode().put("type", type);
        var said = data.deepCopy();
        said.remove("by"); // Of a correction or a retraction: whoever sent it, whatever was sent.
        kept.set("data", said);
        return of(kept);
    }

    static Fingerprint of(byte[] bytes) {
        var words = ByteBuffer.wrap(bytes);
        return new Fingerprint(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    byte[] bytes() {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }
}
