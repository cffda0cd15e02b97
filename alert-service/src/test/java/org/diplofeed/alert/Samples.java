package org.diplofeed.alert;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.Cause;
import org.diplofeed.events.Evidence;
import org.diplofeed.events.Firmness;
import org.diplofeed.events.Moment;
import org.diplofeed.events.PositionState;
import org.diplofeed.events.PositionStatus;
import org.diplofeed.events.Precision;
import org.diplofeed.events.Reliability;
import org.diplofeed.events.Shift;
import org.diplofeed.events.ShiftClass;
import org.diplofeed.events.SourceKind;
import org.diplofeed.events.SourceRef;
import org.diplofeed.events.Speaker;
import org.diplofeed.events.TimeSpan;
import org.diplofeed.events.Voice;

/** Shifts of a fictional state on a fictional bridge. */
public final class Samples {
    public static final String HOLDER = "XAA";
    public static final String ISSUE = "x.bridge";

    private Samples() {}

    /** A REVERSAL that one statement of this time confirmed. */
    public static Shift shift(String shiftId, Instant at) {
        return shift(shiftId, at, HOLDER, ISSUE);
    }

    /** The same of another holder on another issue. */
    public static Shift shift(String shiftId, Instant at, String holder, String issue) {
        var span = new TimeSpan(Moment.at(at), Moment.at(at), Precision.INSTANT);
        return new Shift(
                shiftId,
                holder,
                "Aaland",
                issue,
                "The bridge is built",
                List.of("medtop:20000639"),
                ShiftClass.REVERSAL,
                "st." + shiftId,
                1,
                span,
                new PositionState(
                        -2, Firmness.FIRM, List.of(), Moment.parse("2030-01-01"), PositionStatus.ESTABLISHED, 3),
                new PositionState(1, Firmness.STATED, List.of(), Moment.at(at), PositionStatus.ESTABLISHED, 3),
                List.of(evidence("st.before", span, -2)),
                List.of(evidence("st." + shiftId, span, 1)));
    }

    /** The recording of the confirming statement. */
    public static Cause recorded(String shiftId, Instant at) {
        return new Cause("ev." + shiftId, "diplofeed.statement.recorded.v1", "st." + shiftId, at, null, null);
    }

    /** The retraction of the confirming statement. */
    public static Cause retracted(String shiftId, Instant at) {
        return new Cause(
                "ev.r." + shiftId, "diplofeed.record.retracted.v1", "st." + shiftId, at, "FABRICATED", "editor");
    }

    /** An id that no other test uses. */
    public static String unique(String prefix) {
        var bytes = new byte[6];
        ThreadLocalRandom.current().nextBytes(bytes);
        return prefix + HexFormat.of().formatHex(bytes);
    }

    private static Evidence evidence(String statementId, TimeSpan span, int stance) {
        return new Evidence(
                statementId,
                "ev." + statementId,
                span,
                Speaker.named("p.premier"),
                List.of(HOLDER),
                Authority.PRINCIPAL,
                Attribution.ON_RECORD,
                "What was said of the bridge.",
                List.of("we shall see"),
                new SourceRef(
                        "src.1",
                        SourceKind.OFFICIAL_RELEASE,
                        "Office of the premier",
                        "og.1",
                        "https://example.org/1",
                        Moment.at(span.start()),
                        "en",
                        Reliability.A,
                        null),
                stance,
                Firmness.STATED,
                List.of(),
                Voice.SELF,
                3,
                null);
    }
}
