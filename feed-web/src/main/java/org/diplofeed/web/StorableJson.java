package org.diplofeed.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Refuses what JSON's grammar allows and Postgres, Kafka's readers or a double do not. */
final class StorableJson {
    private static final int MAX_NUMBER_LENGTH = 100;

    private StorableJson() {}

    /** @throws ProblemException malformed-json, naming the place */
    static void check(JsonNode node) {
        if (!storable(node)) {
            check(node, ""); // Again, with the way to each place, which only a fault is worth.
        }
    }

    private static boolean storable(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> storable(object);
            case ArrayNode array -> storable(array);
            case TextNode text -> plain(text.textValue());
            default -> !node.isNumber() || node.isInt() || node.isLong();
        };
    }

    private static boolean storable(ObjectNode object) {
        for (var member : object.properties()) {
            if (!plain(member.getKey()) || !storable(member.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean storable(ArrayNode array) {
        for (int i = 0; i < array.size(); i++) {
            if (!storable(array.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    // Depth is bounded by the parser, so the stack is too.
    private static void check(JsonNode node, String pointer) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(member -> {
                    checkText(member.getKey(), pointer, "a property name");
                    check(member.getValue(), JsonPointers.member(pointer, member.getKey()));
                });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    check(array.get(i), JsonPointers.element(pointer, i));
                }
            }
            default -> checkValue(node, pointer);
        }
    }

    private static void checkValue(JsonNode node, String pointer) {
        if (node.isTextual()) {
            checkText(node.textValue(), pointer, "the text");
        } else if (node.isNumber()) {
            checkNumber(node, pointer);
        }
    }

    private static void checkText(String text, String pointer, String what) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw StrictJson.malformed(pointer, "nul", what + " holds a NUL character");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw StrictJson.malformed(pointer, "lone-surrogate", what + " holds half a surrogate pair");
                }
                i++;
            }
        }
    }

    private static void checkNumber(JsonNode number, String pointer) {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            throw StrictJson.malformed(pointer, "number-range", "the number is beyond the range of a double");
        }
        if (number.isBigDecimal()) {
            var decimal = number.decimalValue();
            if (Math.abs((long) decimal.scale()) > 400 || decimal.precision() > MAX_NUMBER_LENGTH) {
                throw StrictJson.malformed(pointer, "number-range", "the number is too long");
            }
        } else if (number.isBigInteger() && number.bigIntegerValue().bitLength() > 330) {
            throw StrictJson.malformed(pointer, "number-range", "the number is too long");
        }
    }
}
