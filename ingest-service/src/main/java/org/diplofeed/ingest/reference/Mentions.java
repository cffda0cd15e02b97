package org.diplofeed.ingest.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.diplofeed.ingest.desk.OnRecord;
import org.diplofeed.ingest.desk.ReferenceKey;
import org.diplofeed.ingest.desk.ReferenceKind;
import org.diplofeed.web.JsonPointers;
import org.diplofeed.web.ProblemError;

/**
 * The references to actors, issues and claims that a document holds, with where they stand in it. Works on documents
 * and on merge patches alike: what is absent mentions nothing.
 */
public final class Mentions {
    private record Mention(String pointer, ReferenceKey key) {}

    private final List<Mention> found = new ArrayList<>();

    /** Adds the id at a member of an object, if there is one. */
    public void add(ReferenceKind kind, JsonNode parent, String parentPointer, String member) {
        addValue(kind, parent.path(member), JsonPointers.member(parentPointer, member));
    }

    /** Adds the ids in an array at a member of an object. */
    public void addAll(ReferenceKind kind, JsonNode parent, String parentPointer, String member) {
        var array = parent.path(member);
        var pointer = JsonPointers.member(parentPointer, member);
        for (int i = 0; i < array.size(); i++) {
            addValue(kind, array.path(i), JsonPointers.element(pointer, i));
        }
    }

    private void addValue(ReferenceKind kind, JsonNode value, String pointer) {
        if (value.isTextual()) {
            found.add(new Mention(pointer, new ReferenceKey(kind, value.textValue())));
        }
    }

    /** What is mentioned. */
    public Set<ReferenceKey> keys() {
        return found.stream().map(Mention::key).collect(Collectors.toUnmodifiableSet());
    }

    /** A fault for each mention of something that is not defined. */
    public List<ProblemError> faults(OnRecord onRecord) {
        return found.stream()
                .filter(mention -> !onRecord.knows(mention.key()))
                .map(mention -> new ProblemError(
                        mention.pointer(),
                        "unknown-" + mention.key().kind().word(),
                        "no " + mention.key().kind().word() + " is defined under this id"))
                .toList();
    }
}
