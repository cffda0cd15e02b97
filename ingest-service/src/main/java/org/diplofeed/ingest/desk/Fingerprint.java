package org.diplofeed.ingest.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a document's canonical form: the order of its members and white space make no difference. */
public record Fingerprint(String hex) {

    /** The fingerprint of a document (RFC 8785). */
    public static Fingerprint of(JsonNode document) {
        return ofText(CanonicalJson.write(document));
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

    static Fingerprint ofText(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return new Fingerprint(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    static Fingerprint of(byte[] bytes) {
        return new Fingerprint(HexFormat.of().formatHex(bytes));
    }

    /** Its first 64 bits. */
    long prefix() {
        return Long.parseUnsignedLong(hex, 0, 16, 16);
    }
}
