package org.diplofeed.cli.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The entities of a story as events that define them; the same definition is the same event, however often it comes.
 */
final class Definitions {
    private static final String SOURCE = "urn:diplofeed:import";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Definitions() {}

    static List<byte[]> of(JsonNode reference) {
        var all = new ArrayList<byte[]>();
        reference.path("actors").forEach(actor -> all.add(event("actor", "actorId", actor)));
        reference.path("issues").forEach(issue -> all.add(event("issue", "issueId", issue)));
        reference.path("claims").forEach(claim -> all.add(event("claim", "claimId", claim)));
        return all;
    }

    private static byte[] event(String kind, String idField, JsonNode entity) {
        try {
            var event = JSON.createObjectNode();
            event.put("specversion", "1.0").put("source", SOURCE);
            event.put("type", "diplofeed." + kind + ".defined.v1");
            event.put("id", kind + "/" + entity.path(idField).asText() + "/" + hash(JSON.writeValueAsBytes(entity)));
            event.put("subject", entity.path(idField).asText());
            event.put("datacontenttype", "application/json");
            event.set("data", entity);
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
