package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.events.Lists.orEmpty;

import java.util.List;

/** Who reports a meeting, and for whom. */
public record ReportedBy(Speaker speaker, List<String> onBehalfOf, Authority authority, Attribution attribution) {
    public ReportedBy {
        requireNonNull(speaker, "speaker");
        onBehalfOf = orEmpty(onBehalfOf);
        requireNonNull(authority, "authority");
        requireNonNull(attribution, "attribution");
    }
}
