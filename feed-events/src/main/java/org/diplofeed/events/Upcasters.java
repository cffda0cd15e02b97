package org.diplofeed.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The chain of upcasters: every version of every type that was ever written, lifted to the present one. */
final class Upcasters {
    private record Step(EventType type, int from) {}

    private final Map<Step, Upcaster> steps;

    Upcasters(List<Upcaster> upcasters) {
        steps = upcasters.stream()
                .collect(Collectors.toUnmodifiableMap(up -> new Step(up.type(), up.from()), Function.identity()));
    }

    /** No event has changed its schema yet. */
    static Upcasters present() {
        return new Upcasters(List.of());
    }

    /**
     * Lifts a document to a version.
     *
     * @throws MalformedEvent if a step is missing
     */
    ObjectNode lift(EventType type, int from, int to, ObjectNode data) {
        var lifted = data;
        for (int version = from; version < to; version++) {
            var step = steps.get(new Step(type, version));
            if (step == null) {
                throw new MalformedEvent("no way from version " + version + " of " + type.stem() + " to " + to);
            }
            lifted = step.lift(lifted);
        }
        return lifted;
    }
}
