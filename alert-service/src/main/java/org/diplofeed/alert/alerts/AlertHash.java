package org.diplofeed.alert.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.erdtman.jcs.NumberToJSON;

/**
 * What ties an alert to the one before it: SHA-256, in base64url, of what the alert says, without this hash and with
 * the one before, in the canonical form of RFC 8785. Pure.
 */
final class AlertHash {
    /** The property that holds it, and is not part of what it is of. */
    static final String PROPERTY = "hash";

    private AlertHash() {}

    static String of(ObjectNode data) {
        var text = new StringBuilder();
        write(data.has(PROPERTY) ? data.deepCopy().without(PROPERTY) : data, text);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void write(JsonNode node, StringBuilder to) {
        switch (node.getNodeType()) {
            case OBJECT -> writeObject(node, to);
            case ARRAY -> {
                to.append('[');
                String between = "";
                for (var element : node) {
                    to.append(between);
                    write(element, to);
                    between = ",";
                }
                to.append(']');
            }
            case STRING -> writeText(node.textValue(), to);
            case NUMBER -> to.append(number(node));
            case BOOLEAN, NULL -> to.append(node.asText());
            case BINARY, MISSING, POJO -> throw new IllegalStateException("no JSON that was read holds this");
        }
    }

    private static void writeObject(JsonNode node, StringBuilder to) {
        // By UTF-16 code units, as the RFC wants it and as Java compares.
        var members = new TreeMap<String, JsonNode>();
        node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        to.append('{');
        String between = "";
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            to.append(between);
            writeText(member.getKey(), to);
            to.append(':');
            write(member.getValue(), to);
            between = ",";
        }
        to.append('}');
    }

    private static String number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToInt()) {
            return Integer.toString(node.intValue());
        }
        try {
            return NumberToJSON.serializeNumber(node.doubleValue());
        } catch (IOException e) {
            throw new IllegalStateException("JSON has no other numbers", e);
        }
    }

    private static void writeText(String text, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\b' -> to.append("\\b");
                case '\t' -> to.append("\\t");
                case '\n' -> to.append("\\n");
                case '\f' -> to.append("\\f");
                case '\r' -> to.append("\\r");
                default -> {
                    if (c < ' ') {
                        to.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        to.append(c);
                    }
                }
            }
        }
        to.append('"');
    }
}
