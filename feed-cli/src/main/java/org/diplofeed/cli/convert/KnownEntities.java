package org.diplofeed.cli.convert;

import java.util.HashSet;
import java.util.Set;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.stack.StackFailure;

/** Who and what is defined already: the service is asked once for each. */
public final class KnownEntities {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final FeedApi ingest;
    private final Set<String> known = new HashSet<>();

    /** As the service that holds the record says. */
    public KnownEntities(FeedApi ingest) {
        this.ingest = ingest;
    }

    /** Whether it is not defined; true once for each. */
    boolean isNew(Entity entity) {
        if (!known.add(entity.kind() + "/" + entity.id())) {
            return false;
        }
        var answer = ingest.get("/v1/" + entity.kind() + "s/" + FeedApi.segment(entity.id()));
        return switch (answer.status()) {
            case OK -> false;
            case NOT_FOUND -> true;
            default ->
                throw new StackFailure("asking whether " + entity.id() + " is defined: status " + answer.status());
        };
    }
}
