package org.diplofeed.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;

/** Says what is wrong with a document and where, without a word of what it holds: that may be restricted. */
final class Malformed {
    private Malformed() {}

    static MalformedEvent of(IOException problem) {
        return switch (problem) {
            case JsonMappingException mapping ->
                new MalformedEvent("the data does not fit its schema", pointer(mapping));
            case StreamConstraintsException _ ->
                new MalformedEvent("the data is nested deeper than " + FeedJson.MAX_DEPTH + " or has a value too long");
            case JsonProcessingException syntax -> new MalformedEvent("the data is not JSON" + place(syntax));
            default -> new MalformedEvent("the data cannot be read");
        };
    }

    private static String pointer(JsonMappingException problem) {
        return MalformedEvent.pointerTo(problem.getPath().stream()
                .map(step -> step.getFieldName() != null ? step.getFieldName() : Integer.toString(step.getIndex()))
                .toArray(String[]::new));
    }

    private static String place(JsonProcessingException problem) {
        var location = problem.getLocation();
        return location == null ? "" : ", line %d column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
