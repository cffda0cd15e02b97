package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a record was found.
 *
 * @param originGroup what copies of one wire story share: one group is one voice
 * @param language BCP 47
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceRef(
        String sourceId,
        SourceKind kind,
        String publisher,
        String originGroup,
        @Nullable String url,
        Moment publishedAt,
        String language,
        Reliability reliability,
        @Nullable String locator) {
    public SourceRef {
        requireNonNull(sourceId, "sourceId");
        requireNonNull(kind, "kind");
        requireNonNull(publisher, "publisher");
        requireNonNull(originGroup, "originGroup");
        requireNonNull(publishedAt, "publishedAt");
        requireNonNull(language, "language");
        requireNonNull(reliability, "reliability");
    }
}
