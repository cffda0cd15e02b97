package org.diplofeed.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** JSON merge patches: RFC 7396. */
public final class MergePatch {
    private MergePatch() {}

    /** The document after the patch; neither argument changes. */
    public static ObjectNode apply(ObjectNode document, ObjectNode patch) {
        var result = document.deepCopy();
        patch.properties().forEach(member -> {
            var value = member.getValue();
            if (value.isNull()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), merged(result.get(member.getKey()), value));
            }
        });
        return result;
    }

    private static JsonNode merged(JsonNode target, JsonNode value) {
        if (value instanceof ObjectNode patch) {
            var base = target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
            return apply(base, patch);
        }
        return value.deepCopy();
    }

    /** JSON pointers of what a patch sets or removes. */
    public static Set<String> touched(ObjectNode patch) {
        var pointers = new LinkedHashSet<String>();
        collect(patch, "", pointers);
        return pointers;
    }

    private static void collect(ObjectNode patch, String pointer, Set<String> pointers) {
        patch.properties().forEach(member -> {
            var at = JsonPointers.member(pointer, member.getKey());
            if (member.getValue() instanceof ObjectNode inner && !inner.isEmpty()) {
                collect(inner, at, pointers);
            } else {
                pointers.add(at);
            }
        });
    }

    /** JSON pointers of the members in which two documents differ. */
    public static Set<String> differences(ObjectNode before, ObjectNode after) {
        var pointers = new LinkedHashSet<String>();
        compare(before, after, "", pointers);
        return pointers;
    }

    private static void compare(ObjectNode before, ObjectNode after, String pointer, Set<String> pointers) {
        var names = new LinkedHashSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            var old = before.path(name);
            var now = after.path(name);
            var at = JsonPointers.member(pointer, name);
            if (old instanceof ObjectNode left && now instanceof ObjectNode right) {
                compare(left, right, at, pointers);
            } else if (!old.equals(now)) {
                pointers.add(at);
            }
        }
    }

    /** Whether one of these places is, or holds, or is in, one of those. */
    public static boolean overlap(Set<String> these, Set<String> those) {
        return these.stream().anyMatch(a -> those.stream().anyMatch(b -> within(a, b) || within(b, a)));
    }

    private static boolean within(String inner, String outer) {
        return inner.equals(outer) || inner.startsWith(outer + "/");
    }
}
