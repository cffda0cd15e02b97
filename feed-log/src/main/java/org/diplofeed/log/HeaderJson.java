package org.diplofeed.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Headers as one flat JSON object of strings, which is how they are stored. */
final class HeaderJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private HeaderJson() {}

    static String write(Map<String, String> headers) {
        try {
            return JSON.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers are strings and always have a JSON form", e);
        }
    }

    /** @throws IllegalStateException when what is stored is no object of strings; without the content in its message */
    static Map<String, String> read(String json) {
        try {
            return Map.copyOf(JSON.readValue(json, STRINGS));
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IllegalStateException("stored headers are not an object of strings");
        }
    }
}
