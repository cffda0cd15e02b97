package org.diplofeed.timeline.answer;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a question is about: every id has to be mentioned by whatever touches its answer.
 *
 * @param ids of actors, issues, claims, meetings or records; empty: it is about anything
 */
record Subject(Set<String> ids) {
    static final Subject ANYTHING = new Subject(Set.of());

    Subject {
        ids = Set.copyOf(ids);
    }

    /** About all of these together; what is null is not asked for. */
    static Subject of(@Nullable String... ids) {
        var named = new LinkedHashSet<String>();
        Arrays.stream(ids).filter(Objects::nonNull).forEach(named::add);
        return new Subject(named);
    }

    /** Whether something that mentions these ids, and no others, may touch the answer. */
    boolean touchedBy(Collection<String> mentioned) {
        return mentioned.containsAll(ids);
    }
}
