package org.diplofeed.ingest.reference;

import static org.diplofeed.web.ProblemType.FORBIDDEN;
import static org.diplofeed.web.ProblemType.STALE_VERSION;
import static org.diplofeed.web.ProblemType.UNKNOWN_REFERENCE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import org.diplofeed.events.StreamId;
import org.diplofeed.ingest.desk.Change;
import org.diplofeed.ingest.desk.Command;
import org.diplofeed.ingest.desk.Decision;
import org.diplofeed.ingest.desk.Decision.Accepted;
import org.diplofeed.ingest.desk.Decision.Refused;
import org.diplofeed.ingest.desk.Decision.Unchanged;
import org.diplofeed.ingest.desk.Entry;
import org.diplofeed.ingest.desk.Fingerprint;
import org.diplofeed.ingest.desk.Needs;
import org.diplofeed.ingest.desk.OnRecord;
import org.diplofeed.ingest.desk.ReferenceKey;
import org.diplofeed.web.JsonPointers;
import org.jspecify.annotations.Nullable;

/**
 * Defines an actor, an issue or a claim, or defines it anew: the last definition holds.
 *
 * @param document valid against its schema, its id filled in
 * @param pointer where the document stands in what was sent
 * @param time valid time, where the sender gives one
 * @param mayRedefine whether the sender may change what is defined
 * @param expected the version that the sender has seen
 */
public record DefineEntity(
        ReferenceKey key,
        ObjectNode document,
        String pointer,
        @Nullable Instant time,
        boolean mayRedefine,
        OptionalLong expected)
        implements Command {

    @Override
    public Needs needs() {
        return Needs.toDefine(key, mentions().keys());
    }

    @Override
    public Set<StreamId> streams(OnRecord onRecord) {
        return Set.of(stream());
    }

    @Override
    public Decision decide(OnRecord onRecord, Instant now) {
        var present = onRecord.reference(key);
        long version = present == null ? 0 : present.version();
        if (expected.isPresent() && expected.getAsLong() != version) {
            return Refused.at(version, STALE_VERSION, "The definition is at version " + version + ".");
        }
        if (present != null && present.fingerprint().equals(Fingerprint.of(document))) {
            return new Unchanged(key.id(), stream(), present.version(), false);
        }
        if (present != null && !mayRedefine) {
            return Refused.of(FORBIDDEN, "It is defined already; the role operator may define it anew.");
        }
        var unknown = mentions().faults(onRecord);
        if (!unknown.isEmpty()) {
            return new Refused(UNKNOWN_REFERENCE, "The definition refers to what is not defined.", unknown);
        }
        return new Accepted(new Entry(
                key.id(),
                stream(),
                key.kind().defined(),
                time == null ? now : time,
                document,
                new Change.Defined(key, document)));
    }

    private StreamId stream() {
        return key.kind().streams().of(key.id());
    }

    private Mentions mentions() {
        var mentions = new Mentions();
        switch (key.kind()) {
            case ACTOR -> {
                addOther(mentions, document, pointer, "partOf");
                var roles = document.path("roles");
                for (int i = 0; i < roles.size(); i++) {
                    var role = JsonPointers.element(pointer + "/roles", i);
                    addOther(mentions, roles.path(i), role, "of");
                    addOther(mentions, roles.path(i), role, "via");
                }
            }
            case ISSUE -> {
                addOther(mentions, document, pointer, "parent");
                addOther(mentions, document, pointer, "succeeds");
            }
            case CLAIM -> {}
        }
        return mentions;
    }

    private void addOther(Mentions mentions, JsonNode parent, String parentPointer, String member) {
        if (!key.id().equals(parent.path(member).textValue())) {
            mentions.add(key.kind(), parent, parentPointer, member);
        }
    }
}
