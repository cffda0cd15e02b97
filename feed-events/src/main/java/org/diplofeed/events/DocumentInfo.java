package org.diplofeed.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of kind DOCUMENT is a version of.
 *
 * @param revises the statement that is the version before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentInfo(
        String title,
        String version,
        Release release,
        @Nullable String revises) {
    public DocumentInfo {
        requireNonNull(title, "title");
        requireNonNull(version, "version");
        requireNonNull(release, "release");
    }
}
