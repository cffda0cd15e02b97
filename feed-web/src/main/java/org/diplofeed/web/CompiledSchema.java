package org.diplofeed.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema turned into a tree of checks, which tell in a fraction of a full validation's time whether a document
 * is valid for certain. Where they do not, because it is not, or because a keyword or a value is one that they leave to
 * others, the full validation has the word: it alone names faults.
 */
final class CompiledSchema {
    /** What a check knows. */
    private enum Verdict {
        VALID,
        INVALID,
        UNSURE;

        static Verdict of(boolean valid) {
            return valid ? VALID : INVALID;
        }

        Verdict and(Verdict other) {
            if (this == INVALID || other == INVALID) {
                return INVALID;
            }
            return this == VALID ? other : UNSURE;
        }
    }

    private interface Check {
        Verdict of(JsonNode value);
    }

    /** What says nothing of what is valid, or is said together with another keyword. */
    private static final Set<String> SILENT =
            Set.of("$schema", "$id", "$defs", "$comment", "title", "description", "examples", "then", "else");

    private final Function<String, JsonNode> files;
    private final Map<String, Check> referred = new HashMap<>();
    private final Check root;

    /**
     * Compiles a schema.
     *
     * @param file its name
     * @param files finds a schema by its file's name
     */
    CompiledSchema(String file, Function<String, JsonNode> files) {
        this.files = files;
        this.root = referred(file + "#", file);
    }

    /** Whether the document is valid for certain. */
    boolean surelyValid(JsonNode document) {
        return root.of(document) == Verdict.VALID;
    }

    private Check compile(JsonNode schema, String file) {
        if (schema.isBoolean()) {
            var always = Verdict.of(schema.booleanValue());
            return _ -> always;
        }
        var checks = new ArrayList<Check>();
        for (var keyword : schema.properties()) {
            if (!SILENT.contains(keyword.getKey())) {
                checks.add(check(keyword.getKey(), keyword.getValue(), schema, file));
            }
        }
        return all(checks);
    }

    private Check check(String keyword, JsonNode value, JsonNode schema, String file) {
        return switch (keyword) {
            case "$ref" -> referred(value.textValue(), file);
            case "type" -> type(value);
            case "const" -> among(JsonNodeFactory.instance.arrayNode().add(value));
            case "enum" -> among(value);
            case "pattern" -> pattern(value.textValue());
            case "minLength" -> text(text -> text.codePointCount(0, text.length()) >= value.intValue());
            case "maxLength" ->
                text(text ->
                        text.length() <= value.intValue() || text.codePointCount(0, text.length()) <= value.intValue());
            case "minimum" -> number(number -> number.compareTo(value.decimalValue()) >= 0);
            case "maximum" -> number(number -> number.compareTo(value.decimalValue()) <= 0);
            case "items" -> items(compile(value, file));
            case "minItems" -> node -> Verdict.of(!node.isArray() || node.size() >= value.intValue());
            case "maxItems" -> node -> Verdict.of(!node.isArray() || node.size() <= value.intValue());
            case "uniqueItems" -> CompiledSchema::unique;
            case "required" -> required(value);
            case "dependentRequired" -> dependentRequired(value);
            case "properties" -> properties(value, schema.path("additionalProperties"), file);
            case "additionalProperties" ->
                schema.has("properties")
                        ? _ -> Verdict.VALID // Checked with them.
                        : properties(schema.path("properties"), value, file);
            case "allOf" -> all(each(value, file));
            case "anyOf" -> anyOf(each(value, file));
            case "oneOf" -> oneOf(each(value, file));
            case "if" -> condition(schema, file);
            default -> _ -> Verdict.UNSURE;
        };
    }

    private List<Check> each(JsonNode schemas, String file) {
        return schemas.valueStream().map(schema -> compile(schema, file)).toList();
    }

    private static Check all(List<Check> checks) {
        var them = checks.toArray(Check[]::new);
        return node -> {
            var verdict = Verdict.VALID;
            for (var check : them) {
                verdict = verdict.and(check.of(node));
                if (verdict == Verdict.INVALID) {
                    return verdict;
                }
            }
            return verdict;
        };
    }

    private static Check anyOf(List<Check> checks) {
        return node -> {
            var verdict = Verdict.INVALID;
            for (var check : checks) {
                switch (check.of(node)) {
                    case VALID -> {
                        return Verdict.VALID;
                    }
                    case UNSURE -> verdict = Verdict.UNSURE;
                    case INVALID -> {}
                }
            }
            return verdict;
        };
    }

    private static Check oneOf(List<Check> checks) {
        return node -> {
            int valid = 0;
            for (var check : checks) {
                switch (check.of(node)) {
                    case VALID -> valid++;
                    case UNSURE -> {
                        return Verdict.UNSURE;
                    }
                    case INVALID -> {}
                }
            }
            return Verdict.of(valid == 1);
        };
    }

    private Check condition(JsonNode schema, String file) {
        var condition = compile(schema.path("if"), file);
        Check otherwise = schema.has("else") ? compile(schema.path("else"), file) : _ -> Verdict.VALID;
        Check then = schema.has("then") ? compile(schema.path("then"), file) : _ -> Verdict.VALID;
        return node -> switch (condition.of(node)) {
            case VALID -> then.of(node);
            case INVALID -> otherwise.of(node);
            case UNSURE -> Verdict.UNSURE;
        };
    }

    /** Compiled once, when it is first asked for: a schema may refer to itself. */
    private Check referred(@Nullable String reference, String file) {
        if (reference == null) {
            return _ -> Verdict.UNSURE;
        }
        int hash = reference.indexOf('#');
        var target = hash == 0 ? file : hash < 0 ? reference : reference.substring(0, hash);
        var pointer = hash < 0 ? "" : reference.substring(hash + 1);
        var key = target + "#" + pointer;
        var known = referred.get(key);
        if (known != null) {
            return known;
        }
        var late = new Check[1];
        referred.put(key, node -> late[0].of(node));
        late[0] = compile(files.apply(target).at(pointer), target);
        referred.put(key, late[0]);
        return late[0];
    }

    private static Check type(JsonNode types) {
        return types.isTextual()
                ? type(types.textValue())
                : anyOf(types.valueStream().map(type -> type(type.textValue())).toList());
    }

    private static Check type(String type) {
        return switch (type) {
            case "object" -> node -> Verdict.of(node.isObject());
            case "array" -> node -> Verdict.of(node.isArray());
            case "string" -> node -> Verdict.of(node.isTextual());
            case "boolean" -> node -> Verdict.of(node.isBoolean());
            case "null" -> node -> Verdict.of(node.isNull());
            case "number" -> node -> Verdict.of(node.isNumber());
            case "integer" -> node -> node.isIntegralNumber() ? Verdict.VALID : unlessNumber(node);
            default -> _ -> Verdict.UNSURE;
        };
    }

    /** 1.0 may be the integer 1. */
    private static Verdict unlessNumber(JsonNode node) {
        return node.isNumber() ? Verdict.UNSURE : Verdict.INVALID;
    }

    private static Check among(JsonNode values) {
        var texts = new HashSet<String>();
        for (var value : values) {
            if (!value.isTextual()) {
                return _ -> Verdict.UNSURE;
            }
            texts.add(value.textValue());
        }
        return node -> Verdict.of(node.isTextual() && texts.contains(node.textValue()));
    }

    private static Check pattern(String expression) {
        // The end that is meant is the very end, not one before a line break.
        var strict = expression.endsWith("$") ? expression.substring(0, expression.length() - 1) + "\\z" : expression;
        var pattern = Pattern.compile(strict);
        return node -> !node.isTextual() || pattern.matcher(node.textValue()).find() ? Verdict.VALID : Verdict.UNSURE;
    }

    private static Check text(Predicate<String> rule) {
        return node -> Verdict.of(!node.isTextual() || rule.test(node.textValue()));
    }

    private static Check number(Predicate<BigDecimal> rule) {
        return node -> Verdict.of(!node.isNumber() || rule.test(node.decimalValue()));
    }

    private static Check items(Check item) {
        return node -> {
            var verdict = Verdict.VALID;
            for (int i = 0; node.isArray() && i < node.size() && verdict != Verdict.INVALID; i++) {
                verdict = verdict.and(item.of(node.get(i)));
            }
            return verdict;
        };
    }

    private static Verdict unique(JsonNode node) {
        if (!node.isArray() || node.size() < 2) {
            return Verdict.VALID;
        }
        var seen = new HashSet<String>();
        for (var item : node) {
            if (!item.isTextual()) {
                return Verdict.UNSURE;
            }
            if (!seen.add(item.textValue())) {
                return Verdict.INVALID;
            }
        }
        return Verdict.VALID;
    }

    private static Check required(JsonNode names) {
        var them = names.valueStream().map(JsonNode::textValue).toArray(String[]::new);
        return node -> Verdict.of(!node.isObject() || hasAll(node, them));
    }

    private static boolean hasAll(JsonNode node, String[] names) {
        for (var name : names) {
            if (!node.has(name)) {
                return false;
            }
        }
        return true;
    }

    private static Check dependentRequired(JsonNode dependencies) {
        var checks = new ArrayList<Check>();
        for (var dependency : dependencies.properties()) {
            var required = required(dependency.getValue());
            checks.add(node -> node.has(dependency.getKey()) ? required.of(node) : Verdict.VALID);
        }
        return all(checks);
    }

    private Check properties(JsonNode properties, JsonNode additional, String file) {
        var known = new HashMap<String, Check>();
        for (var property : properties.properties()) {
            known.put(property.getKey(), compile(property.getValue(), file));
        }
        Check others = additional.isMissingNode() ? _ -> Verdict.VALID : compile(additional, file);
        return node -> {
            var verdict = Verdict.VALID;
            if (node instanceof ObjectNode object) {
                for (var member : object.properties()) {
                    verdict = verdict.and(
                            known.getOrDefault(member.getKey(), others).of(member.getValue()));
                    if (verdict == Verdict.INVALID) {
                        return verdict;
                    }
                }
            }
            return verdict;
        };
    }
}
