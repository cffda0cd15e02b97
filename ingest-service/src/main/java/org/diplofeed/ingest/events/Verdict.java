package org.diplofeed.ingest.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.diplofeed.ingest.desk.Outcome;
import org.diplofeed.ingest.desk.Receipt;
import org.diplofeed.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What came of one event of many.
 *
 * @param line its place in what was sent, from 1
 * @param verdict accepted, replayed or refused
 * @param receipt of an event that is on the record
 * @param problem of one that is not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
        long line,
        Kind verdict,
        @Nullable Receipt receipt,
        @Nullable Problem problem) {
    public Verdict {
        requireNonNull(verdict, "verdict");
    }

    /** The verdicts there are. */
    public enum Kind {
        accepted,
        replayed,
        refused
    }

    static Verdict of(long line, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Recorded recorded -> new Verdict(line, Kind.accepted, recorded.receipt(), null);
            case Outcome.Replayed replayed -> new Verdict(line, Kind.replayed, replayed.receipt(), null);
            case Outcome.Refused refused -> new Verdict(line, Kind.refused, null, refused.problem());
        };
    }

    /** The same without the receipt of what was not recorded. */
    Verdict ofCheck() {
        return verdict == Kind.accepted ? new Verdict(line, verdict, null, null) : this;
    }
}
