package org.diplofeed.timeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.diplofeed.events.RecordCorrected;

/** What a correction makes of a record: RFC 7396, or the replacement. */
final class MergePatch {
    private MergePatch() {}

    static ObjectNode apply(ObjectNode record, RecordCorrected correction) {
        var replacement = correction.replacement();
        if (replacement != null) {
            return replacement;
        }
        var patch = correction.patch();
        return patch == null ? record : merge(record, patch);
    }

    private static ObjectNode merge(JsonNode target, ObjectNode patch) {
        var merged = target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(field -> {
            var value = field.getValue();
            if (value.isNull()) {
                merged.remove(field.getKey());
            } else if (value instanceof ObjectNode inner) {
                merged.set(field.getKey(), merge(merged.path(field.getKey()), inner));
            } else {
                merged.set(field.getKey(), value);
            }
        });
        return merged;
    }
}
