package org.diplofeed.cli.load;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;

/**
 * The events of a file, one after the other, never more than one of them in memory.
 *
 * <p>Three forms are recognised by how they begin: NDJSON, whose lines are passed on as they are, broken ones too, for
 * it is the service that judges them; an array of CloudEvents; and a story, an object with {@code reference} (whose
 * entities become events that define them) and {@code events}.
 */
public final class EventFile implements EventSource {
    /** What a name says for standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final int GLIMPSE = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final OptionalLong size;
    private final AtomicLong read;
    private final InputStream text;
    private final Lines lines;
    private final @Nullable JsonParser parser;
    private final ArrayDeque<byte[]> definitions = new ArrayDeque<>();
    private long number;

    private EventFile(String name, OptionalLong size, AtomicLong read, InputStream text, @Nullable JsonParser parser) {
        this.name = name;
        this.size = size;
        this.read = read;
        this.text = text;
        this.lines = new Lines(text);
        this.parser = parser;
    }

    /**
     * Opens a file, unpacking it if its name ends with {@code .gz}.
     *
     * @param name a path, or {@code -} for standard input
     * @throws StackFailure in one line: there is none, it cannot be read, or it holds no events
     */
    public static EventFile open(String name) {
        try {
            if (name.equals(STANDARD_INPUT)) {
                return of("standard input", OptionalLong.empty(), System.in, false);
            }
            var path = Path.of(name);
            return of(name, OptionalLong.of(Files.size(path)), Files.newInputStream(path), name.endsWith(".gz"));
        } catch (NoSuchFileException e) {
            throw new StackFailure("there is no file " + name, e);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static EventFile of(String name, OptionalLong size, InputStream raw, boolean packed) throws IOException {
        var read = new AtomicLong();
        var counted = new CountingStream(raw, read);
        var text = new BufferedInputStream(packed ? new GZIPInputStream(counted) : counted, GLIMPSE);
        boolean document = beginsAsDocument(text);
        var file = new EventFile(name, size, read, text, document ? JSON.createParser(text) : null);
        if (document) {
            file.enter();
        }
        return file;
    }

    /** An array, or an object that does not end on its first line. */
    private static boolean beginsAsDocument(BufferedInputStream text) throws IOException {
        text.mark(GLIMPSE);
        var glimpse = firstLine(text);
        text.reset();
        if (glimpse.startsWith("[")) {
            return true;
        }
        try {
            var first = JSON.readTree(glimpse);
            return first.isObject() && !first.has("specversion") && first.has("events");
        } catch (JsonProcessingException e) {
            // Good to its end, but not over: laid out over lines. Otherwise a broken line among others.
            return e.getLocation().getCharOffset() >= glimpse.length();
        }
    }

    /** The first line with something on it, or its beginning; no more is waited for. */
    private static String firstLine(InputStream text) throws IOException {
        var line = new StringBuilder();
        for (int i = 0; i < GLIMPSE; i++) {
            int b = text.read();
            if (b < 0 || (b == '\n' && !line.isEmpty())) {
                break;
            }
            if (!line.isEmpty() || !Character.isWhitespace(b)) {
                line.append((char) b); // Bytes as characters: what matters here is ASCII.
            }
        }
        return line.toString();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public OptionalLong size() {
        return size;
    }

    @Override
    public long bytesRead() {
        return read.get();
    }

    @Override
    public boolean ready() {
        try {
            return size.isPresent() || lines.ready();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * The next event, or null at the end.
     *
     * @throws StackFailure if the file cannot be read, or is a document that is not JSON (and where)
     */
    @Override
    public @Nullable EventLine next() {
        try {
            var next = parser == null ? nextLine() : nextOfDocument(parser);
            return next == null ? null : new EventLine(number, next);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private byte @Nullable [] nextLine() throws IOException {
        while (true) {
            var line = lines.next();
            if (line == null) {
                return null;
            }
            number++;
            if (!blank(line)) {
                return line;
            }
        }
    }

    private static boolean blank(byte[] line) {
        for (byte b : line) {
            if (!Character.isWhitespace(b)) {
                return false;
            }
        }
        return true;
    }

    private byte @Nullable [] nextOfDocument(JsonParser from) throws IOException {
        number++;
        if (!definitions.isEmpty()) {
            return definitions.remove();
        }
        if (from.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        return JSON.writeValueAsBytes(from.<JsonNode>readValueAsTree());
    }

    /** Goes to the first event of a document, and reads what it defines on the way. */
    private void enter() {
        var from = java.util.Objects.requireNonNull(parser);
        try {
            if (from.nextToken() == JsonToken.START_ARRAY) {
                return;
            }
            while (from.nextToken() == JsonToken.FIELD_NAME) {
                var field = from.currentName();
                from.nextToken();
                if (field.equals("events") && from.currentToken() == JsonToken.START_ARRAY) {
                    return;
                }
                if (field.equals("reference")) {
                    Definitions.of(from.readValueAsTree()).forEach(definitions::add);
                } else {
                    from.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
        throw new StackFailure(name + " holds no events: expected NDJSON, an array of CloudEvents, or an object with"
                + " \"reference\" and \"events\", in this order");
    }

    private StackFailure notJson(JsonProcessingException e) {
        var where = e.getLocation();
        return new StackFailure(
                name + " is not JSON, line " + where.getLineNr() + " column " + where.getColumnNr() + ": "
                        + e.getOriginalMessage(),
                e);
    }

    private static StackFailure unreadable(String name, IOException e) {
        return new StackFailure(name + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }
}
