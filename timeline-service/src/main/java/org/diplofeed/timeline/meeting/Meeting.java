package org.diplofeed.timeline.meeting;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.diplofeed.events.AgendaItem;
import org.diplofeed.events.Confirmation;
import org.diplofeed.events.MeetingPhase;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.Outcome;
import org.diplofeed.events.Participant;
import org.diplofeed.events.Place;
import org.diplofeed.events.Presence;
import org.diplofeed.events.TimeSpan;
import org.diplofeed.timeline.meeting.Side.Stand;
import org.jspecify.annotations.Nullable;

/**
 * A meeting as its reports have it.
 *
 * @param phase absent while no report gives one
 * @param date the {@code scheduled} of the latest report that has one, else what the HELD report says; as it was given
 * @param sides the sides of all participants, each with its own word
 * @param participants each with the farthest presence reported
 * @param reports the ids of the reports that stand, in order of valid time
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Meeting(
        String meetingId,
        @Nullable String title,
        @Nullable MeetingPhase phase,
        Agreement agreement,
        @Nullable TimeSpan date,
        @Nullable Place place,
        @Nullable String format,
        @Nullable String openness,
        List<Side> sides,
        List<Participant> participants,
        List<AgendaItem> agenda,
        List<Outcome> outcomes,
        List<String> reports) {
    private static final Comparator<MeetingReport> ORDER = Comparator.<MeetingReport, Instant>comparing(
                    report -> report.occurred().start())
            .thenComparing(MeetingReport::reportId);
    private static final Comparator<MeetingReport> PHASE_ORDER = Comparator.<MeetingReport, Instant>comparing(
                    report -> report.occurred().start())
            .thenComparing(report ->
                    Optional.ofNullable(report.phase()).map(Enum::ordinal).orElse(-1))
            .thenComparing(MeetingReport::reportId);

    public Meeting {
        requireNonNull(meetingId, "meetingId");
        requireNonNull(agreement, "agreement");
        sides = List.copyOf(sides);
        participants = List.copyOf(participants);
        agenda = List.copyOf(agenda);
        outcomes = List.copyOf(outcomes);
        reports = List.copyOf(reports);
    }

    /** What the standing reports say of a meeting, in whatever order they come; empty when none stands. */
    public static Optional<Meeting> derive(String meetingId, List<MeetingReport> standing) {
        if (standing.isEmpty()) {
            return Optional.empty();
        }
        var reports = standing.stream().sorted(ORDER).toList();
        var sides = sides(reports);
        return Optional.of(new Meeting(
                meetingId,
                latest(reports, MeetingReport::title),
                phase(reports),
                agreement(sides),
                date(reports),
                latest(reports, MeetingReport::place),
                latest(reports, MeetingReport::format),
                latest(reports, MeetingReport::openness),
                sides,
                participants(reports),
                List.copyOf(all(reports, MeetingReport::agenda)),
                List.copyOf(all(reports, MeetingReport::outcome)),
                reports.stream().map(MeetingReport::reportId).toList()));
    }

    /** The report with which a meeting came to be disputed; empty unless it is. */
    public static Optional<String> disputedBy(List<MeetingReport> standing) {
        var reports = standing.stream().sorted(ORDER).toList();
        @Nullable String since = null;
        for (int told = 1; told <= reports.size(); told++) {
            if (agreement(sides(reports.subList(0, told))) != Agreement.DISPUTED) {
                since = null;
            } else if (since == null) {
                since = reports.get(told - 1).reportId();
            }
        }
        return Optional.ofNullable(since);
    }

    /** Where a meeting stands among others: by its date, or by the earliest of the reports that stand. */
    public Instant begins(List<MeetingReport> standing) {
        return date != null
                ? date.start()
                : standing.stream()
                        .map(report -> report.occurred().start())
                        .min(Instant::compareTo)
                        .orElseThrow();
    }

    /** Everybody and every side that takes part. */
    public List<String> takingPart() {
        var names = new TreeSet<String>();
        participants.forEach(participant -> {
            names.add(participant.actorId());
            names.add(participant.side());
        });
        return List.copyOf(names);
    }

    /** The sides that neither confirm nor deny. */
    public List<String> unconfirmedBy() {
        return sides.stream()
                .filter(side -> side.confirmation() == Stand.SILENT || side.confirmation() == Stand.NOT_CONFIRMED)
                .map(Side::side)
                .toList();
    }

    private static @Nullable MeetingPhase phase(List<MeetingReport> reports) {
        var phased = reports.stream()
                .filter(report -> report.phase() != null && report.phase() != MeetingPhase.UNRECOGNIZED)
                .toList();
        if (phased.stream().anyMatch(report -> report.phase() == MeetingPhase.HELD)) {
            return MeetingPhase.HELD;
        }
        return phased.stream().max(PHASE_ORDER).map(MeetingReport::phase).orElse(null);
    }

    private static @Nullable TimeSpan date(List<MeetingReport> reports) {
        var scheduled = latest(reports, MeetingReport::scheduled);
        return scheduled != null
                ? scheduled
                : latest(reports, report -> report.phase() == MeetingPhase.HELD ? report.occurred() : null);
    }

    private static List<Side> sides(List<MeetingReport> reports) {
        var names = new TreeSet<String>();
        reports.forEach(report -> report.participants().forEach(participant -> names.add(participant.side())));
        var sides = new ArrayList<Side>();
        for (var name : names) {
            var last = reports.stream()
                    .filter(report -> stand(report.confirmation()) != Stand.SILENT
                            && report.confirmingSides().contains(name))
                    .reduce((_, later) -> later);
            sides.add(new Side(
                    name,
                    last.map(report -> stand(report.confirmation())).orElse(Stand.SILENT),
                    last.map(MeetingReport::reportId).orElse(null)));
        }
        return sides;
    }

    private static Stand stand(@Nullable Confirmation confirmation) {
        return switch (confirmation) {
            case null -> Stand.SILENT;
            case CONFIRMS -> Stand.CONFIRMS;
            case NOT_CONFIRMED -> Stand.NOT_CONFIRMED;
            case DENIES -> Stand.DENIES;
            case UNRECOGNIZED -> Stand.SILENT;
        };
    }

    private static Agreement agreement(List<Side> sides) {
        boolean confirmed = sides.stream().anyMatch(side -> side.confirmation() == Stand.CONFIRMS);
        boolean denied = sides.stream().anyMatch(side -> side.confirmation() == Stand.DENIES);
        if (denied) {
            return confirmed ? Agreement.DISPUTED : Agreement.DENIED;
        }
        if (!confirmed) {
            return Agreement.NONE;
        }
        return sides.stream().allMatch(side -> side.confirmation() == Stand.CONFIRMS)
                ? Agreement.MUTUAL
                : Agreement.UNILATERAL;
    }

    private static List<Participant> participants(List<MeetingReport> reports) {
        var byActor = new LinkedHashMap<String, Participant>();
        for (var report : reports) {
            for (var reported : report.participants()) {
                byActor.merge(
                        reported.actorId(),
                        reported,
                        (before, now) -> new Participant(
                                now.actorId(), now.side(), now.role(), farther(before.presence(), now.presence())));
            }
        }
        return List.copyOf(byActor.values());
    }

    /** EXPECTED goes on to ARRIVED and ATTENDED, or to ABSENT; nothing goes back. */
    private static Presence farther(Presence before, Presence now) {
        return switch (before) {
            case EXPECTED, UNRECOGNIZED -> now == Presence.UNRECOGNIZED ? before : now;
            case ARRIVED -> now == Presence.ATTENDED ? now : before;
            case ATTENDED, ABSENT -> before;
        };
    }

    private static <T> @Nullable T latest(List<MeetingReport> reports, Function<MeetingReport, @Nullable T> what) {
        return reports.stream()
                .map(what)
                .filter(Objects::nonNull)
                .reduce((_, later) -> later)
                .orElse(null);
    }

    private static <T> LinkedHashSet<T> all(List<MeetingReport> reports, Function<MeetingReport, List<T>> what) {
        var all = new LinkedHashSet<T>();
        reports.forEach(report -> all.addAll(what.apply(report)));
        return all;
    }
}
