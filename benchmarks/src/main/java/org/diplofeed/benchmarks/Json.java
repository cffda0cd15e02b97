package org.diplofeed.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Small documents. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** An object of names and values, as UTF-8. */
    static byte[] object(String... namesAndValues) {
        try {
            var object = MAPPER.createObjectNode();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                object.put(namesAndValues[i], namesAndValues[i + 1]);
            }
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of texts cannot be written", e);
        }
    }
}
