package org.diplofeed.cli.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How far a file has got, so that the next run of the same import goes on there. A file that has changed since begins
 * anew. To lose it costs time and nothing else: what is sent again is recognised.
 */
public final class Checkpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path place;
    private final String file;
    private final String state;

    private Checkpoint(Path place, String file, String state) {
        this.place = place;
        this.file = file;
        this.state = state;
    }

    /**
     * Of a file on its way to a service.
     *
     * @param directory where checkpoints are kept
     */
    public static Checkpoint of(Path directory, Path file, URI ingest) {
        try {
            var real = file.toRealPath();
            var state = Files.size(real) + " " + Files.getLastModifiedTime(real);
            return new Checkpoint(directory.resolve(hash(real + "\n" + ingest) + ".json"), real.toString(), state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last line that has its verdict; 0: begin at the beginning. */
    public long line() {
        try {
            JsonNode stored = Files.exists(place) ? JSON.readTree(place.toFile()) : JSON.createObjectNode();
            return stored.path("state").asText().equals(state)
                    ? stored.path("line").asLong()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Remembers the last line that has its verdict. */
    public void save(long line) {
        try {
            Files.createDirectories(place.getParent());
            Path draft = place.resolveSibling(place.getFileName() + ".new");
            JSON.writeValue(
                    draft.toFile(),
                    JSON.createObjectNode()
                            .put("file", file)
                            .put("state", state)
                            .put("line", line));
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Forgets: the file is through. */
    public void clear() {
        try {
            Files.deleteIfExists(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 24);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
