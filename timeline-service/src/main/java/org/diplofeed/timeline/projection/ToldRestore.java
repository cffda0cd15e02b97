package org.diplofeed.timeline.projection;

import static org.diplofeed.timeline.projection.Telling.KNOWN_FROM;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.diplofeed.events.ActorDefined;
import org.diplofeed.events.Cause;
import org.diplofeed.events.ClaimDefined;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.HistoryRevised;
import org.diplofeed.events.IssueDefined;
import org.diplofeed.events.LoggedEvent;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.events.MeetingReported;
import org.diplofeed.events.NoticeRaised;
import org.diplofeed.events.NoticeStatus;
import org.diplofeed.events.RecordCorrected;
import org.diplofeed.events.RecordRetracted;
import org.diplofeed.events.RecordsLinked;
import org.diplofeed.events.RevisionChange;
import org.diplofeed.events.ShiftConfirmed;
import org.diplofeed.events.ShiftWithdrawn;
import org.diplofeed.events.StatementRecorded;
import org.diplofeed.timeline.projection.ToldStore.NoticeRow;
import org.diplofeed.timeline.projection.ToldStore.ShiftRow;
import org.jspecify.annotations.Nullable;

/** Remembers what was told, from the events that told it. */
public final class ToldRestore {
    /** The attribute of an exported notice that says when it stood; it is in files alone. */
    public static final String STOOD = "ce_stood";

    private final EventCodec codec = new EventCodec();

    /**
     * A time in which a notice stood; a cause that comes back opens it again without a word.
     *
     * @param to null: it stands
     */
    public record Stood(Instant from, @Nullable Instant to) {
        private static final String SEPARATOR = "/";

        /** Times as an attribute holds them. */
        public static String write(List<Stood> times) {
            return times.stream()
                    .map(time -> Envelope.format(time.from())
                            + SEPARATOR
                            + (time.to() == null ? "" : Envelope.format(time.to())))
                    .collect(Collectors.joining(","));
        }

        static List<Stood> read(String text) {
            try {
                return Arrays.stream(text.split(",", -1))
                        .filter(part -> !part.isEmpty())
                        .map(part -> part.split(SEPARATOR, -1))
                        .map(ends ->
                                new Stood(Instant.parse(ends[0]), ends[1].isEmpty() ? null : Instant.parse(ends[1])))
                        .toList();
            } catch (DateTimeParseException | ArrayIndexOutOfBoundsException _) {
                throw new MalformedEvent("a notice without the times in which it stood");
            }
        }
    }

    /** When a notice stood, as far as was known at a time; null for now. */
    public static List<Stood> stood(Connection connection, String noticeId, @Nullable Instant knownAt)
            throws SQLException {
        return Sql.read(
                        connection,
                        """
                        select t.known_from, t.known_to from notice t
                          join unnest(?::text[]) n (id) on t.notice_id = n.id order by t.known_from
                        """,
                        List.of(noticeId),
                        List.of(Sql.text(id -> id)),
                        row -> new Stood(
                                Objects.requireNonNull(Sql.time(row, "known_from")), Sql.time(row, "known_to")))
                .stream()
                .filter(time -> knownAt == null || !time.from().isAfter(knownAt))
                .map(time -> knownAt == null || time.to() == null || !time.to().isAfter(knownAt)
                        ? time
                        : new Stood(time.from(), null))
                .toList();
    }

    /** Remembers what events told, in their order. */
    public void restore(Connection connection, List<LoggedEvent> events) throws SQLException {
        var told = new ToldStore();
        for (var event : events) {
            remember(event, told);
        }
        told.save(connection);
    }

    private void remember(LoggedEvent logged, ToldStore told) {
        var decoded = codec.decode(logged.envelope(), logged.data());
        switch (decoded.event()) {
            case ShiftConfirmed confirmed ->
                told.begin(new ShiftRow(
                        confirmed.shift(),
                        true,
                        confirmed.cause().eventId(),
                        knownFrom(logged.headers(), confirmed.cause()),
                        null));
            case ShiftWithdrawn withdrawn ->
                told.endShift(withdrawn.shift().shiftId(), knownFrom(logged.headers(), withdrawn.cause()));
            case HistoryRevised revised -> {
                var known = knownFrom(logged.headers(), revised.cause());
                if (revised.change() == RevisionChange.CONFIRMED) {
                    told.begin(
                            new ShiftRow(revised.shift(), false, revised.cause().eventId(), known, null));
                } else {
                    told.endShift(revised.shift().shiftId(), known);
                }
            }
            case NoticeRaised notice -> notice(logged, notice, told);
            case ActorDefined _,
                    IssueDefined _,
                    ClaimDefined _,
                    StatementRecorded _,
                    MeetingReported _,
                    RecordCorrected _,
                    RecordRetracted _,
                    RecordsLinked _ -> throw new MalformedEvent("an event that nobody derived");
        }
    }

    /** Its closing stands beside its raising, with whatever came of it without a word. */
    private static void notice(LoggedEvent logged, NoticeRaised notice, ToldStore told) {
        if (notice.status() != NoticeStatus.RAISED) {
            return;
        }
        var data = FoldJson.document(notice).toString();
        var stood = Stood.read(logged.headers().getOrDefault(STOOD, ""));
        if (stood.isEmpty()) {
            throw new MalformedEvent("a notice without the times in which it stood");
        }
        for (var span : stood) {
            told.begin(new NoticeRow(
                    notice.noticeId(),
                    notice.kind().name(),
                    logged.stream(),
                    notice.statementId(),
                    data,
                    span.from(),
                    span.to()));
        }
    }

    private static Instant knownFrom(Map<String, String> headers, Cause cause) {
        var said = headers.get(KNOWN_FROM);
        return said == null ? cause.recordedTime() : OffsetDateTime.parse(said).toInstant();
    }
}
