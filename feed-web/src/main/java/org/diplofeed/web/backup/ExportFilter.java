package org.diplofeed.web.backup;

import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.diplofeed.events.Topic;
import org.diplofeed.log.LedgerExport;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.TimeParameter;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which events are exported. */
// Filled by JAX-RS.
@SuppressWarnings("NullAway.Init")
public class ExportFilter {
    @Parameter(description = "Of this topic alone, without the prefix.", example = "statements")
    @QueryParam("topic")
    @Nullable
    String topic;

    @Parameter(description = "Of this stream alone.", example = "statement/st.nato.z01")
    @QueryParam("stream")
    @Nullable
    String stream;

    @Parameter(description = "Recorded then or later.", example = "2025-12-02T00:00:00Z")
    @QueryParam("since")
    @Nullable
    String since;

    @Parameter(description = "Recorded then or earlier.", example = "2025-12-03T00:00:00Z")
    @QueryParam("until")
    @Nullable
    String until;

    @Parameter(
            description = "What follows from events that were recorded then or earlier, of a service that derives.",
            example = "2025-12-03T00:00:00Z")
    @QueryParam("causedUntil")
    @Nullable
    String causedUntil;

    @Parameter(description = "false leaves out whole streams that hold, or quote, what is or was ever restricted.")
    @QueryParam("restricted")
    @DefaultValue("true")
    boolean restricted;

    @Nullable
    Instant causedUntil() {
        return TimeParameter.read("causedUntil", causedUntil);
    }

    LedgerExport.Filter on(LedgerOwner owner) {
        var conditions = new ArrayList<String>();
        var caused = causedUntil();
        if (caused != null) {
            conditions.add("(" + owner.causedUntil(caused) + ")");
        }
        if (!restricted) {
            conditions.add("(" + owner.withoutRestricted() + ")");
        }
        return new LedgerExport.Filter(
                topic == null ? null : owner.name(topic(topic)),
                stream,
                TimeParameter.read("since", since),
                TimeParameter.read("until", until),
                conditions.isEmpty() ? null : String.join(" and ", conditions));
    }

    /** The topic of this name; 400. */
    static Topic topic(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        MALFORMED_REQUEST, "topic has to be statements, meetings, reference or shifts."));
    }

    /** As the audit keeps it. */
    @Override
    public String toString() {
        var parts = String.join(
                " ",
                Stream.of(
                                part("topic", topic),
                                part("stream", stream),
                                part("since", since),
                                part("until", until),
                                part("causedUntil", causedUntil),
                                restricted ? "" : "restricted=false")
                        .filter(part -> !part.isEmpty())
                        .toList());
        return parts.isEmpty() ? "everything" : parts;
    }

    private static String part(String name, @Nullable String value) {
        return value == null ? "" : name + "=" + value;
    }
}
