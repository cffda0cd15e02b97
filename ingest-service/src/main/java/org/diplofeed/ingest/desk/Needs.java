package org.diplofeed.ingest.desk;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diplofeed.events.StreamKind;

/**
 * What a command must see to decide.
 *
 * @param changes records that it may change or create: nobody else changes them meanwhile
 * @param looksAt records that it only looks at
 * @param defines reference entities that it may change or create: nobody else changes them meanwhile
 * @param mentions reference entities that have to be known
 * @param meetings meetings that it may link
 */
public record Needs(
        Set<String> changes,
        Set<String> looksAt,
        Set<ReferenceKey> defines,
        Set<ReferenceKey> mentions,
        Set<String> meetings) {

    /** For a new definition. */
    public static Needs toDefine(ReferenceKey entity, Set<ReferenceKey> mentions) {
        return new Needs(Set.of(), Set.of(), Set.of(entity), mentions, Set.of());
    }

    /** For a new or changed record. */
    public static Needs toChange(String record, Set<String> looksAt, Set<ReferenceKey> mentions) {
        return new Needs(Set.of(record), looksAt, Set.of(), mentions, Set.of());
    }

    /**
     * What is locked against others, by name: what a record of that id would have as its stream if it were a statement,
     * as most are, for then that stream is locked with it.
     */
    Stream<String> locks() {
        return Stream.of(
                        changes.stream().map(id -> StreamKind.STATEMENT.of(id).toString()),
                        defines.stream()
                                .map(key -> key.kind().streams().of(key.id()).toString()),
                        meetings.stream().map(id -> "meeting-link/" + id))
                .flatMap(names -> names);
    }

    Set<String> records() {
        return Stream.concat(changes.stream(), looksAt.stream()).collect(Collectors.toSet());
    }
}
