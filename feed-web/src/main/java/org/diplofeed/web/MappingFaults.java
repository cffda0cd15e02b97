package org.diplofeed.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.DateTimeException;

/** Says what Jackson's complaint means for the sender: a pointer and a code instead of Java names. */
final class MappingFaults {
    private MappingFaults() {}

    static ProblemError describe(JsonMappingException fault) {
        String pointer = pointer(fault);
        return switch (fault) {
            case UnrecognizedPropertyException _ -> new ProblemError(pointer, "unknown-property", "is not known here");
            case InvalidTypeIdException _ -> new ProblemError(pointer, "type-id", "is of no known type");
            case InvalidFormatException _ -> new ProblemError(pointer, "format", "is not of the expected form");
            case ValueInstantiationException instantiation -> cause(pointer, instantiation);
            default -> new ProblemError(pointer, "type", "is not of the expected type");
        };
    }

    private static ProblemError cause(String pointer, ValueInstantiationException fault) {
        return switch (fault.getCause()) {
            case NullPointerException missing
            when missing.getMessage() != null ->
                new ProblemError(JsonPointers.member(pointer, missing.getMessage()), "required", "is required");
            case DateTimeException _ -> new ProblemError(pointer, "format", "is no day or time that exists");
            case IllegalArgumentException wrong
            when wrong.getMessage() != null -> new ProblemError(pointer, "value", wrong.getMessage());
            case null, default -> new ProblemError(pointer, "value", "does not hold together");
        };
    }

    private static String pointer(JsonMappingException fault) {
        var pointer = "";
        for (var step : fault.getPath()) {
            pointer = step.getFieldName() == null
                    ? JsonPointers.element(pointer, step.getIndex())
                    : JsonPointers.member(pointer, step.getFieldName());
        }
        return pointer;
    }
}
