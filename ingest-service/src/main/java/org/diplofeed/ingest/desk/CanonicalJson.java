package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * The canonical form of a document: RFC 8785 (JCS). Numbers that a double cannot hold exactly keep all their digits, so
 * that two different ones never look alike.
 */
public final class CanonicalJson {
    private static final int PLAIN_DIGITS = 21;
    private static final int PLAIN_ZEROS = -6;

    private CanonicalJson() {}

    /** The canonical text. */
    public static String write(JsonNode document) {
        var text = new StringBuilder();
        write(document, text);
        return text.toString();
    }

    private static void write(JsonNode node, StringBuilder text) {
        switch (node) {
            case ObjectNode object -> object(object, text);
            case ArrayNode array -> {
                text.append('[');
                for (int i = 0; i < array.size(); i++) {
                    if (i > 0) {
                        text.append(',');
                    }
                    write(array.get(i), text);
                }
                text.append(']');
            }
            default -> value(node, text);
        }
    }

    private static void object(ObjectNode object, StringBuilder text) {
        var names = new String[object.size()];
        int count = 0;
        for (var member : object.properties()) {
            names[count++] = member.getKey();
        }
        Arrays.sort(names); // By UTF-16 code units, as the RFC asks.
        text.append('{');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(',');
            }
            string(names[i], text);
            text.append(':');
            write(object.get(names[i]), text);
        }
        text.append('}');
    }

    private static void value(JsonNode node, StringBuilder text) {
        if (node.isTextual()) {
            string(node.textValue(), text);
        } else if (node.isInt()) {
            text.append(node.intValue()); // A double holds it exactly, and it is written without a point.
        } else if (node.isNumber()) {
            text.append(number(node.decimalValue()));
        } else {
            text.append(node.asText());
        }
    }

    private static void string(String value, StringBuilder text) {
        text.append('"');
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                text.append(value, plain, i);
                plain = i + 1;
                escape(c, text);
            }
        }
        text.append(value, plain, value.length()).append('"');
    }

    private static void escape(char c, StringBuilder text) {
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.append("\\u00").append(c < 16 ? "0" : "1").append(Character.forDigit(c % 16, 16));
        }
    }

    /** ECMAScript's Number::toString, on the shortest digits that name the double. */
    static String number(BigDecimal exact) {
        if (exact.signum() == 0) {
            return "0";
        }
        var shortest = new BigDecimal(Double.toString(exact.doubleValue())).stripTrailingZeros();
        var value = shortest.compareTo(exact) == 0 ? shortest : exact.stripTrailingZeros();
        var digits = value.unscaledValue().abs().toString();
        int count = digits.length();
        int point = count - value.scale();
        var text = new StringBuilder(value.signum() < 0 ? "-" : "");
        if (count <= point && point <= PLAIN_DIGITS) {
            text.append(digits).append("0".repeat(point - count));
        } else if (0 < point && point <= PLAIN_DIGITS) {
            text.append(digits, 0, point).append('.').append(digits, point, count);
        } else if (PLAIN_ZEROS < point && point <= 0) {
            text.append("0.").append("0".repeat(-point)).append(digits);
        } else {
            text.append(digits.charAt(0));
            if (count > 1) {
                text.append('.').append(digits, 1, count);
            }
            text.append('e').append(point > 0 ? "+" : "-").append(Math.abs(point - 1));
        }
        return text.toString();
    }
}
