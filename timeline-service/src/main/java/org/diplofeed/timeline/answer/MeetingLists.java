package org.diplofeed.timeline.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedJson;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.timeline.meeting.Meeting;

/**
 * Meetings at two clocks, by date and id. A row that nothing has touched since, and of which nothing lies later, is the
 * answer; the others are derived from the reports that were known, and they are few: a meeting is talked of for days.
 */
final class MeetingLists {
    private static final String REPORTS = """
            select r.meeting_id, r.data from record_revision r join record h on h.kind = r.kind and h.id = r.id
             where r.meeting_id = any(%s) and not r.restricted and r.valid_from <= %s
               and not coalesce(h.withdrawn_from <= %s and h.withdrawn_at <= %s, false) and %s
            """.formatted(
                    Snapshot.list("meetings"),
                    Snapshot.time("validAt"),
                    Snapshot.time("knownAt"),
                    Snapshot.time("validAt"),
                    Snapshot.known("r"));

    private record Dated(Instant begins, String id, JsonNode meeting) {
        static final Comparator<Dated> ORDER =
                Comparator.comparing(Dated::begins).thenComparing(Dated::id);
    }

    private final Snapshot snapshot;

    MeetingLists(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    Uni<Page<JsonNode>> page(MeetingFilter filter) {
        return fresh(filter)
                .chain(fresh -> stale(filter).map(stale -> {
                    var found = new ArrayList<>(fresh);
                    found.addAll(stale);
                    found.sort(Dated.ORDER);
                    return Page.of(
                            snapshot,
                            found.subList(0, Math.min(found.size(), filter.limit() + 1)),
                            filter.limit(),
                            Dated::meeting,
                            dated -> List.of(dated.begins().toString(), dated.id()));
                }));
    }

    /** The meetings that reports say of; those of which none stands are missing. */
    Uni<Map<String, Optional<Meeting>>> derive(Collection<String> ids) {
        return reports(ids).map(reports -> {
            var meetings = new HashMap<String, Optional<Meeting>>();
            reports.forEach((id, standing) -> meetings.put(id, Meeting.derive(id, standing)));
            return meetings;
        });
    }

    private Uni<Map<String, List<MeetingReport>>> reports(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return snapshot.rows(REPORTS, Map.of("meetings", Snapshot.texts(ids))).map(rows -> {
            var reports = new HashMap<String, List<MeetingReport>>();
            rows.forEach(row -> reports.computeIfAbsent((String) row[0], _ -> new ArrayList<>())
                    .add(EventCodec.value(Names.Json.tree((String) row[1]), MeetingReport.class)));
            return reports;
        });
    }

    private Uni<List<Dated>> fresh(MeetingFilter filter) {
        var where = filter.stored().and(Snapshot.holds("m"));
        return snapshot.rows(
                        "select m.meeting_id, rfc3339(m.valid_from), m.data from meeting m" + where.sql()
                                + " order by m.valid_from, m.meeting_id limit " + (filter.limit() + 1),
                        where.parameters())
                .map(rows -> rows.stream()
                        .map(row ->
                                new Dated(Snapshot.instant(row[1]), (String) row[0], Names.Json.tree((String) row[2])))
                        .toList());
    }

    private Uni<List<Dated>> stale(MeetingFilter filter) {
        return snapshot.rows(
                        "select m.meeting_id, m.meeting_id as id from meeting m where m.first_known <= "
                                + Snapshot.time("knownAt") + " and not " + Snapshot.holds("m"),
                        Map.of())
                .chain(rows -> reports(rows.stream().map(row -> (String) row[0]).toList()))
                .map(reports -> reports.entrySet().stream()
                        .flatMap(entry -> Meeting.derive(entry.getKey(), entry.getValue()).stream()
                                .map(meeting -> Map.entry(meeting.begins(entry.getValue()), meeting)))
                        .filter(dated -> filter.fits(dated.getValue(), dated.getKey()))
                        .map(dated -> new Dated(
                                dated.getKey(),
                                dated.getValue().meetingId(),
                                FeedJson.mapper().valueToTree(dated.getValue())))
                        .toList());
    }
}
