package org.diplofeed.events;

import static java.util.Objects.requireNonNull;
import static org.diplofeed.events.Lists.orEmpty;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What positions are about.
 *
 * @param proposition one declarative sentence, which a stance is towards
 * @param topics IPTC Media Topics ({@code medtop:…}) and PLOVER contexts ({@code plover:…})
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Issue(
        String issueId,
        String proposition,
        List<String> topics,
        @Nullable String parent,
        @Nullable String succeeds) {
    public Issue {
        requireNonNull(issueId, "issueId");
        requireNonNull(proposition, "proposition");
        topics = orEmpty(topics);
    }
}
