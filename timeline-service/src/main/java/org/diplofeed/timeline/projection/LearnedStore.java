package org.diplofeed.timeline.projection;

import static org.diplofeed.timeline.projection.Sql.flag;
import static org.diplofeed.timeline.projection.Sql.number;
import static org.diplofeed.timeline.projection.Sql.text;
import static org.diplofeed.timeline.projection.Sql.texts;
import static org.diplofeed.timeline.projection.Sql.time;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.events.Envelope;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.LinkRelation;
import org.diplofeed.events.MeetingReported;
import org.diplofeed.events.RecordCorrected;
import org.diplofeed.events.RecordRetracted;
import org.diplofeed.events.RecordsLinked;
import org.diplofeed.events.StreamKind;
import org.jspecify.annotations.Nullable;

/** Table {@code learned}: every event that was read, by the time of its recording. */
final class LearnedStore {
    /** A row of {@code learned}. */
    record Row(
            Envelope envelope,
            String change,
            String kind,
            List<String> about,
            @Nullable String reason,
            @Nullable String by,
            boolean hidden) {}

    static final List<Sql.Column<Row>> COLUMNS = List.of(
            text(row -> row.envelope().stream().kind().topic().name()),
            time(row -> row.envelope().recordedTime()),
            text(row -> row.envelope().stream().toString()),
            number(row -> row.envelope().streamVersion()),
            text(row -> row.envelope().id()),
            text(Row::change),
            text(Row::kind),
            texts(Row::about),
            text(Row::reason),
            text(Row::by),
            flag(Row::hidden));

    private LearnedStore() {}

    /** Events that define something. */
    static void save(Connection connection, List<FeedRecord> definitions) throws SQLException {
        insert(
                connection,
                definitions.stream().map(event -> definition(event.envelope())).toList());
    }

    /** Events about records. */
    static void save(Connection connection, List<Happening> happenings, Documented documented) throws SQLException {
        var rows = new ArrayList<Row>();
        var first = new ArrayList<Row>(happenings.size());
        happenings.forEach(happening -> (begins(happening) ? first : rows).add(row(happening, documented)));
        Sql.copy(
                connection,
                "learned (topic, recorded, stream, version, event_id, change, kind, about, reason, by, hidden)",
                first,
                COLUMNS);
        insert(connection, rows);
    }

    private static void insert(Connection connection, List<Row> rows) throws SQLException {
        Sql.write(connection, """
                insert into learned (topic, recorded, stream, version, event_id, change, kind, about, reason, by, hidden)
                select topic, recorded::timestamptz, stream, version, event_id, change, kind, about::text[], reason, by,
                       hidden
                  from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                              ?::text[], ?::text[], ?::boolean[])
                       n (topic, recorded, stream, version, event_id, change, kind, about, reason, by, hidden)
                on conflict do nothing
                """, rows, COLUMNS);
    }

    /** Whether nothing of the record was known, and so nothing of the event either. */
    private static boolean begins(Happening happening) {
        return happening.event().envelope().streamVersion() == 1
                && !(happening.event().event() instanceof RecordsLinked) // of whose duplicates nothing need be known
                && happening.touched().getFirst().before().revisions().isEmpty();
    }

    private static Row definition(Envelope envelope) {
        return new Row(
                envelope,
                envelope.streamVersion() == 1 ? "NEW" : "CORRECTED",
                envelope.stream().kind().name(),
                List.of(envelope.stream().subject()),
                null,
                null,
                false);
    }

    static Row row(Happening happening, Documented documented) {
        var envelope = happening.event().envelope();
        var kind = envelope.stream().kind() == StreamKind.STATEMENT ? "STATEMENT" : "MEETING_REPORT";
        // A link may be read after what it names; it is hidden by what was known when it was recorded.
        var recorded = envelope.recordedTime();
        boolean hiddenBefore = happening.touched().stream()
                .noneMatch(touched -> documented.shown(touched.key(), touched.before(), recorded));
        boolean hiddenAfter = happening.touched().stream()
                        .anyMatch(touched -> documented.restricted(touched.key(), touched.after(), recorded))
                && happening.touched().stream()
                        .noneMatch(touched -> documented.shown(touched.key(), touched.after(), recorded));
        boolean hidden = hiddenBefore && hiddenAfter;
        return switch (happening.event().event()) {
            case RecordCorrected corrected ->
                new Row(
                        envelope,
                        hiddenAfter && !hiddenBefore ? "WITHHELD" : hiddenBefore ? "NEW" : "CORRECTED",
                        kind,
                        List.of(corrected.target()),
                        corrected.reason().name(),
                        corrected.by(),
                        hidden);
            case RecordRetracted retracted ->
                new Row(
                        envelope,
                        "RETRACTED",
                        kind,
                        List.of(retracted.target()),
                        retracted.reason().name(),
                        retracted.by(),
                        hidden);
            case RecordsLinked linked ->
                new Row(
                        envelope,
                        "LINKED",
                        linked.relation() == LinkRelation.SAME_MEETING ? "MEETING" : "STATEMENT",
                        linked.duplicates(),
                        null,
                        null,
                        hidden);
            case MeetingReported reported ->
                new Row(envelope, "NEW", kind, List.of(reported.report().reportId()), null, null, hidden);
            default -> new Row(envelope, "NEW", kind, List.of(envelope.stream().subject()), null, null, hidden);
        };
    }
}
