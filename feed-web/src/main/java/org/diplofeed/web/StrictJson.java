package org.diplofeed.web;

import static org.diplofeed.web.ProblemType.BODY_TOO_LARGE;
import static org.diplofeed.web.ProblemType.INVALID_DOCUMENT;
import static org.diplofeed.web.ProblemType.MALFORMED_JSON;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.diplofeed.events.FeedJson;

/**
 * Reads JSON that a client sent and lets nothing in that would be poison further on: only UTF-8, one document, no
 * duplicate keys, no NUL, no lone surrogates, finite numbers, at most {@value FeedJson#MAX_DEPTH} levels. Problems name
 * the place and never quote the document.
 */
public final class StrictJson {
    /** The largest body that is read: 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    private static final JsonMapper MAPPER = FeedJson.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StrictJson() {}

    /** The feed's mapper, but with an error for properties that it does not know. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Reads one document to its end.
     *
     * @throws ProblemException malformed-json or body-too-large
     */
    public static JsonNode read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return parse(bytes);
    }

    /**
     * Reads one document that must be an object.
     *
     * @throws ProblemException malformed-json, body-too-large or, for another kind of value, invalid-document
     */
    public static ObjectNode readObject(InputStream body) throws IOException {
        return object(read(body));
    }

    /**
     * Reads one document.
     *
     * @throws ProblemException malformed-json or body-too-large
     */
    public static JsonNode parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        try {
            var tree = MAPPER.readTree(text(bytes));
            if (tree == null || tree.isMissingNode()) {
                throw malformed("", "empty", "there is no document");
            }
            StorableJson.check(tree);
            return tree;
        } catch (CharacterCodingException _) {
            throw malformed("", "encoding", "the body is not UTF-8");
        } catch (StreamConstraintsException e) {
            throw malformed(
                    "", "limit", "nested deeper than " + FeedJson.MAX_DEPTH + " levels, or a number too long" + at(e));
        } catch (JsonProcessingException e) {
            throw malformed("", "syntax", "not one JSON document without duplicate keys" + at(e));
        }
    }

    /** The document, if it is an object. */
    public static ObjectNode object(JsonNode document) {
        if (document instanceof ObjectNode object) {
            return object;
        }
        throw new ProblemException(
                INVALID_DOCUMENT,
                "The document has to be an object.",
                List.of(new ProblemError("", "type", "has to be an object")));
    }

    /**
     * The document as a value of a type; a property that the type does not know is an error.
     *
     * @throws ProblemException invalid-document, with a pointer
     */
    public static <T> T value(JsonNode document, Class<T> type) {
        try {
            var value = MAPPER.treeToValue(document, type);
            if (value == null) {
                throw new ProblemException(
                        INVALID_DOCUMENT,
                        "The document does not fit its schema.",
                        List.of(new ProblemError("", "type", "must not be null")));
            }
            return value;
        } catch (JsonMappingException e) {
            throw new ProblemException(
                    INVALID_DOCUMENT, "The document does not fit its schema.", List.of(MappingFaults.describe(e)));
        } catch (JsonProcessingException e) {
            throw malformed("", "syntax", "cannot be read" + at(e));
        }
    }

    static ProblemException malformed(String pointer, String code, String detail) {
        return new ProblemException(
                MALFORMED_JSON,
                "The body cannot be read: " + detail + ".",
                List.of(new ProblemError(pointer, code, detail)));
    }

    private static ProblemException tooLarge() {
        return new ProblemException(BODY_TOO_LARGE, "At most " + MAX_BYTES + " bytes are read.");
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        var text = new String(bytes, StandardCharsets.UTF_8);
        // Java puts this character for what is not UTF-8; the slower decoder tells that from one that was sent.
        return text.indexOf('\ufffd') < 0 ? text : strictly(bytes);
    }

    private static String strictly(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String at(JsonProcessingException e) {
        var place = e.getLocation();
        return place == null ? "" : ", line " + place.getLineNr() + " column " + place.getColumnNr();
    }
}
