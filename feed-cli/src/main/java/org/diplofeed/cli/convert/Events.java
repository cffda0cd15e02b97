package org.diplofeed.cli.convert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** CloudEvents, and what they are made of. */
final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HASH = 24;

    private Events() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array(Collection<String> texts) {
        var array = JSON.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    /**
     * An event.
     *
     * @param id unique under the source, so that a repetition changes nothing
     * @param type as in statement.recorded
     */
    static ObjectNode event(String source, String id, String type, String subject, ObjectNode data) {
        var event = object();
        event.put("specversion", "1.0").put("id", id).put("source", source);
        event.put("type", "diplofeed." + type + ".v1").put("subject", subject);
        event.put("datacontenttype", "application/json");
        event.set("data", data);
        return event;
    }

    /** A day as a whole. */
    static ObjectNode day(String date) {
        return object().put("from", date).put("to", date).put("precision", "DAY");
    }

    /** The same for the same, in letters that an id may have. */
    static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** At most so many characters; an ellipsis stands for the rest. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
