package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that these tests read. */
final class Resources {
    private Resources() {}

    static Path path(String name) {
        try {
            return Path.of(requireNonNull(Resources.class.getResource("/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(name, e);
        }
    }

    static JsonNode json(Path file) {
        try {
            return FeedJson.mapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static JsonNode json(String name) {
        return json(path(name));
    }

    /** The JSON files in a directory and below, in order. */
    static List<Path> jsonFiles(String directory) {
        try (var files = Files.walk(path(directory))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(directory, e);
        }
    }

    /** A value as a reader sees it who reads what was written of it. */
    static JsonNode written(Object value) {
        try {
            return FeedJson.mapper().readTree(FeedJson.mapper().writeValueAsBytes(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
