package org.diplofeed.web;

import com.networknt.schema.Error;
import java.util.Map;

/** Says what a schema's complaint means: a pointer into the document, a stable code, and no quotation. */
final class SchemaFaults {
    private static final Map<String, String> CODES = Map.ofEntries(
            Map.entry("additionalProperties", "unknown-property"),
            Map.entry("unevaluatedProperties", "unknown-property"),
            Map.entry("minLength", "length"),
            Map.entry("maxLength", "length"),
            Map.entry("minItems", "count"),
            Map.entry("maxItems", "count"),
            Map.entry("minimum", "range"),
            Map.entry("maximum", "range"),
            Map.entry("exclusiveMinimum", "range"),
            Map.entry("exclusiveMaximum", "range"),
            Map.entry("uniqueItems", "duplicate"),
            Map.entry("oneOf", "alternative"),
            Map.entry("anyOf", "alternative"),
            Map.entry("not", "excluded"),
            Map.entry("dependentRequired", "required"));

    private SchemaFaults() {}

    static ProblemError describe(Error error) {
        var keyword = error.getKeyword();
        var code = CODES.getOrDefault(keyword, keyword);
        var pointer = error.getInstanceLocation().toString();
        var property = error.getProperty();
        if (property != null && (code.equals("unknown-property") || code.equals("required"))) {
            pointer = JsonPointers.member(pointer, property);
        }
        return new ProblemError(pointer, code, detail(code, keyword, error));
    }

    private static String detail(String code, String keyword, Error error) {
        var limit = error.getSchemaNode();
        return switch (code) {
            case "required" -> "is required";
            case "unknown-property" -> "is not known here";
            case "type" -> "has to be of type " + limit.toString().replace("\"", "");
            case "enum" -> "has to be one of " + limit.toString().replace("\"", "");
            case "const" -> "has to be " + limit;
            case "pattern" -> "does not match " + limit.asText();
            case "format" -> "is not a valid " + limit.asText();
            case "length", "count", "range" -> "breaks " + keyword + " " + limit;
            case "duplicate" -> "holds a value twice";
            case "alternative" -> "fits none of the forms that are allowed here, or more than one";
            default -> "is not allowed here (" + keyword + ")";
        };
    }
}
