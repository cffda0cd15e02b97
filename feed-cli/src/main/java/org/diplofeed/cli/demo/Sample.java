package org.diplofeed.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.diplofeed.cli.stack.StackFailure;

/**
 * A story as a file: the entities that it refers to, and its events in the order in which they are told.
 *
 * @param name the file's name without its ending
 * @param about what the story is
 * @param actors, issues and claims that the events refer to
 * @param issues see above
 * @param claims see above
 * @param events CloudEvents in their JSON form
 */
public record Sample(
        String name,
        String about,
        List<JsonNode> actors,
        List<JsonNode> issues,
        List<JsonNode> claims,
        List<JsonNode> events) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> RECORD_IDS = List.of("statementId", "reportId", "meetingId");

    /** Reads a story that comes with this program. */
    public static Sample load(String name) {
        try (var stream = Sample.class.getResourceAsStream("/samples/" + name + ".json")) {
            if (stream == null) {
                throw new StackFailure("there is no story named " + name);
            }
            return of(name, JSON.readTree(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a story of somebody's own.
     *
     * @throws StackFailure in one line: the file is not there, is not JSON (and where), or holds no story
     */
    public static Sample read(Path file) {
        try {
            var root = JSON.readTree(Files.readAllBytes(file));
            if (root == null || !root.path("events").isArray()) {
                throw new StackFailure(file + " holds no story: expected an object with \"reference\" and \"events\"");
            }
            return of(file.getFileName().toString().replaceFirst("\\.json$", ""), root);
        } catch (JsonProcessingException e) {
            var where = e.getLocation();
            throw new StackFailure(
                    file + " is not JSON, line " + where.getLineNr() + " column " + where.getColumnNr() + ": "
                            + e.getOriginalMessage(),
                    e);
        } catch (NoSuchFileException e) {
            throw new StackFailure("there is no file " + file, e);
        } catch (IOException e) {
            throw new StackFailure(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Sample of(String name, JsonNode root) {
        var reference = root.path("reference");
        return new Sample(
                name,
                root.path("about").asText(),
                List.copyOf(reference.path("actors").valueStream().toList()),
                reference.path("issues").valueStream().toList(),
                reference.path("claims").valueStream().toList(),
                root.path("events").valueStream().toList());
    }

    /**
     * The same story as another one: its records, issues and claims get other ids, by the suffix, so that it can be
     * told again where it was told before. Who acts in it stays who they are.
     */
    public Sample retold(String suffix) {
        Set<String> ids = new HashSet<>();
        issues.forEach(issue -> ids.add(issue.path("issueId").asText()));
        claims.forEach(claim -> ids.add(claim.path("claimId").asText()));
        for (var event : events) {
            ids.add(event.path("id").asText());
            RECORD_IDS.forEach(field -> ids.add(event.path("data").path(field).asText()));
        }
        ids.remove("");
        return new Sample(
                name,
                about,
                actors,
                issues.stream().map(issue -> renamed(issue, ids, suffix)).toList(),
                claims.stream().map(claim -> renamed(claim, ids, suffix)).toList(),
                events.stream().map(event -> renamed(event, ids, suffix)).toList());
    }

    private static JsonNode renamed(JsonNode node, Set<String> ids, String suffix) {
        if (node.isTextual()) {
            return ids.contains(node.asText()) ? TextNode.valueOf(node.asText() + suffix) : node;
        }
        if (node instanceof ArrayNode array) {
            var copy = JSON.createArrayNode();
            array.forEach(element -> copy.add(renamed(element, ids, suffix)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            var copy = JSON.createObjectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), renamed(field.getValue(), ids, suffix)));
            return copy;
        }
        return node;
    }
}
