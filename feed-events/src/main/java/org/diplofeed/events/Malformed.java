package org.diplofeed.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.stream.Collectors;

/** Says what is wrong with a document and where, without a word of what it holds: that may be restricted. */
final class Malformed {
    private Malformed() {}

    static String describe(IOException problem) {
        return switch (problem) {
            case JsonMappingException mapping -> "the data does not fit its schema at " + pointer(mapping);
            case JsonProcessingException syntax
            when syntax.getLocation() != null ->
                "the data is not JSON, line %d column %d"
                        .formatted(
                                syntax.getLocation().getLineNr(),
                                syntax.getLocation().getColumnNr());
            default -> "the data cannot be read";
        };
    }

    private static String pointer(JsonMappingException problem) {
        return "/"
                + problem.getPath().stream()
                        .map(step -> step.getFieldName() != null ? step.getFieldName() : "" + step.getIndex())
                        .collect(Collectors.joining("/"));
    }
}
