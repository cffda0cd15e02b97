package org.diplofeed.events;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;

/** The chain of upcasters: every version of every type that was ever written, lifted to the present one. */
final class Upcasters {
    private final Map<EventType, List<Upcaster>> chains;

    /** @throws IllegalArgumentException if a type's upcasters do not take version 1, 2, 3 … without a hole */
    Upcasters(List<Upcaster> upcasters) {
        chains = upcasters.stream().collect(groupingBy(Upcaster::type)).entrySet().stream()
                .collect(toUnmodifiableMap(Entry::getKey, chain -> inOrder(chain.getValue())));
    }

    /** No event has changed its schema yet. */
    static Upcasters present() {
        return new Upcasters(List.of());
    }

    /** The version that documents of a type are lifted to. */
    int presentVersion(EventType type) {
        return 1 + chains.getOrDefault(type, List.of()).size();
    }

    /** Lifts a document of an older version, or of the present one, to the present version. */
    ObjectNode lift(EventType type, int from, ObjectNode data) {
        var steps = chains.getOrDefault(type, List.of());
        var lifted = from > steps.size() ? data : data.deepCopy();
        for (var step : steps.subList(Math.min(from - 1, steps.size()), steps.size())) {
            lifted = step.lift(lifted);
        }
        return lifted;
    }

    private static List<Upcaster> inOrder(List<Upcaster> upcasters) {
        var chain = upcasters.stream()
                .sorted(Comparator.comparingInt(Upcaster::from))
                .toList();
        for (int i = 0; i < chain.size(); i++) {
            if (chain.get(i).from() != i + 1) {
                throw new IllegalArgumentException(
                        "the upcasters of " + chain.get(i).type().stem() + " do not take version " + (i + 1) + " once");
            }
        }
        return chain;
    }
}
