package org.diplofeed.alert.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;
import org.diplofeed.web.TimeParameter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal that an operator asks for, checked as far as that needs no database.
 *
 * @param subscriptionId the sandbox
 * @param since the first moment that is played
 * @param until the first that is not played any more
 * @param speed how many seconds pass for it in one
 */
record RehearsalDraft(String subscriptionId, Instant since, Instant until, double speed) {
    private static final double SLOWEST = 1;
    private static final double FASTEST = 1_000;
    private static final Duration LONGEST = Duration.ofDays(3_660);

    /**
     * The body of a POST.
     *
     * @param subscriptionId the sandbox that it is told to
     * @param since the first moment that is played: a recordedtime
     * @param until the first that is not played any more; a day after since if it is missing
     * @param speed how many seconds pass for it in one, 1 to 1000; 1 if it is missing
     * @param dryRun says how much there is to play, and plays nothing
     */
    @Schema(name = "NewRehearsal")
    record Body(
            @Nullable String subscriptionId,
            @Nullable String since,
            @Nullable String until,
            @Nullable Double speed,
            @Nullable Boolean dryRun) {}

    /**
     * Reads the body of a POST.
     *
     * @param now what is played has to be over
     * @throws ProblemException invalid-document, with all faults
     */
    static RehearsalDraft read(Body body, Instant now) {
        var faults = new ArrayList<ProblemError>();
        if (body.subscriptionId() == null || body.subscriptionId().isBlank()) {
            faults.add(new ProblemError("/subscriptionId", "required", "is required: the sandbox"));
        }
        var since = time("/since", body.since(), faults);
        if (body.since() == null) {
            faults.add(new ProblemError("/since", "required", "is required"));
        }
        var until = body.until() == null
                ? since.map(first -> first.plus(Duration.ofDays(1)))
                : time("/until", body.until(), faults);
        if (since.isPresent() && until.isPresent()) {
            if (!until.get().isAfter(since.get())
                    || Duration.between(since.get(), until.get()).compareTo(LONGEST) > 0) {
                faults.add(new ProblemError("/until", "range", "has to be after since, by ten years at most"));
            } else if (until.get().isAfter(now)) {
                faults.add(new ProblemError("/until", "range", "has to be over: what is played is the past"));
            }
        }
        double speed = body.speed() == null ? SLOWEST : body.speed();
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            faults.add(new ProblemError("/speed", "range", "has to be 1 to 1000"));
        }
        if (!faults.isEmpty() || body.subscriptionId() == null) {
            throw new ProblemException(
                    ProblemType.INVALID_DOCUMENT, "The rehearsal cannot be played.", List.copyOf(faults));
        }
        return new RehearsalDraft(body.subscriptionId(), since.orElseThrow(), until.orElseThrow(), speed);
    }

    private static Optional<Instant> time(String pointer, @Nullable String text, List<ProblemError> faults) {
        var time = TimeParameter.parse(text);
        if (text != null && time.isEmpty()) {
            faults.add(new ProblemError(pointer, "format", "has to be a time as RFC 3339 has it"));
        }
        return time;
    }
}
