package org.diplofeed.timeline.answer;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.PositionState;
import org.diplofeed.timeline.answer.ChangesResource.Change;
import org.diplofeed.timeline.answer.ChangesResource.Kind;
import org.diplofeed.timeline.answer.ChangesResource.MeetingState;
import org.diplofeed.timeline.answer.ChangesResource.MovedClaim;
import org.diplofeed.timeline.answer.ChangesResource.MovedMeeting;
import org.diplofeed.timeline.answer.ChangesResource.MovedPosition;
import org.diplofeed.timeline.answer.ChangesResource.What;
import org.diplofeed.timeline.claim.ClaimStatus;
import org.diplofeed.timeline.claim.ClaimView;
import org.diplofeed.timeline.claim.Word;
import org.diplofeed.timeline.meeting.Meeting;
import org.diplofeed.timeline.position.Entry;
import org.diplofeed.timeline.position.Fold;
import org.diplofeed.timeline.position.Position;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.projection.EntryJson;
import org.jspecify.annotations.Nullable;

/**
 * The events of a span of recording, and what each changed: positions, meetings and claims derived from what was known
 * just before it and with it. Events of one and the same recordedtime count as one.
 */
final class Changes {
    private final Snapshot snapshot;
    private final Rules rules;
    private final Map<PositionKey, List<Known<Entry>>> entries = new TreeMap<>();
    private final Map<String, List<Known<MeetingReport>>> reports = new TreeMap<>();
    private final Map<String, List<Known<Word>>> words = new TreeMap<>();

    Changes(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.rules = snapshot.rules();
    }

    Uni<Page<Change>> page(Instant from, Listing listing) {
        int limit = listing.limit();
        var place = listing.cursor == null ? null : Page.place(listing.cursor, 3);
        var parameters = new HashMap<String, Object>();
        parameters.put("from", from.toString());
        parameters.put("restricted", snapshot.restricted());
        parameters.put(
                "afterTime",
                place == null ? from.toString() : Page.time(place.get(0)).toString());
        parameters.put("afterStream", place == null ? "" : place.get(1));
        parameters.put("afterVersion", place == null ? 0L : Page.number(place.get(2)));
        var queries = new ArrayList<String>();
        for (var topic : List.of("REFERENCE", "STATEMENTS", "MEETINGS")) {
            queries.add("(" + events(topic, limit + 1) + ")");
        }
        return snapshot.rows(
                        "select * from (" + String.join(" union all ", queries) + ") e"
                                + " (recorded, event_id, stream, version, change, kind, about, reason, by)"
                                + " order by recorded, stream, version limit " + (limit + 1),
                        parameters)
                .chain(rows -> load(rows)
                        .map(_ -> Page.of(
                                snapshot,
                                rows,
                                limit,
                                this::change,
                                row -> List.of((String) row[0], (String) row[2], row[3].toString()))));
    }

    private static String events(String topic, int most) {
        return """
            select rfc3339(l.recorded), l.event_id, l.stream, l.version, l.change, l.kind,
                   cast(array_to_json(l.about) as text), l.reason, l.by
              from learned l
             where l.topic = '%s' and (:restricted or not l.hidden) and l.recorded > %s and l.recorded <= %s
               and (:afterStream = '' or (l.recorded, l.stream, l.version)
                      > (%s, cast(:afterStream as text) collate "C", cast(:afterVersion as bigint)))
             order by l.recorded, l.stream, l.version limit %d
            """.formatted(topic, Snapshot.time("from"), Snapshot.time("knownAt"), Snapshot.time("afterTime"), most);
    }

    /** Reads all that was ever known of whatever the events touch. */
    private Uni<Void> load(List<Object[]> rows) {
        var statements = new TreeSet<String>();
        var others = new TreeSet<String>();
        for (var row : rows) {
            (Kind.valueOf((String) row[5]) == Kind.STATEMENT ? statements : others).addAll(Texts.list(row[6]));
        }
        return loadEntries(statements).chain(() -> loadWords(statements)).chain(() -> loadReports(others));
    }

    private Uni<Void> loadEntries(Set<String> statements) {
        if (statements.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return snapshot.rows(
                        """
                        select e.holder, e.issue_id, e.entry, e.body, rfc3339(e.known_from),
                               coalesce(rfc3339(e.known_to), '')
                          from position_entry e
                          join (select distinct holder, issue_id from position_entry
                                 where statement_id = any(%s)) n using (holder, issue_id)
                        """.formatted(Snapshot.list("statements")), Map.of("statements", Snapshot.texts(statements)))
                .invoke(rows -> rows.forEach(row -> {
                    var entry = EntryJson.read((String) row[2], (String) row[3]);
                    if (!entry.at().isAfter(validAt())) {
                        entries.computeIfAbsent(
                                        new PositionKey((String) row[0], (String) row[1]), _ -> new ArrayList<>())
                                .add(new Known<>(entry, Snapshot.instant(row[4]), time(row[5]), null, null));
                    }
                }))
                .replaceWithVoid();
    }

    private Uni<Void> loadWords(Set<String> statements) {
        if (statements.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return snapshot.rows(
                        """
                        select w.claim_id, w.word, rfc3339(w.known_from), coalesce(rfc3339(w.known_to), ''),
                               coalesce(rfc3339(w.end_known), ''), coalesce(rfc3339(w.ends_at), '')
                          from claim_word w
                          join (select distinct claim_id from claim_word
                                 where statement_id = any(%s)) n using (claim_id)
                         where w.valid_from <= %s
                        """.formatted(Snapshot.list("statements"), Snapshot.time("validAt")),
                        Map.of("statements", Snapshot.texts(statements)))
                .invoke(rows -> rows.forEach(row -> words.computeIfAbsent((String) row[0], _ -> new ArrayList<>())
                        .add(new Known<>(
                                EventCodec.value(Names.Json.tree((String) row[1]), Word.class),
                                Snapshot.instant(row[2]),
                                time(row[3]),
                                time(row[4]),
                                time(row[5])))))
                .replaceWithVoid();
    }

    private Uni<Void> loadReports(Set<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return snapshot.rows(
                        """
                        select r.meeting_id, r.data, rfc3339(r.known_from), coalesce(rfc3339(r.known_to), ''),
                               coalesce(rfc3339(h.withdrawn_from), ''), coalesce(rfc3339(h.withdrawn_at), '')
                          from record_revision r join record h on h.kind = r.kind and h.id = r.id
                         where r.kind = 'REPORT' and not r.restricted and r.valid_from <= %s
                           and r.meeting_id in (select o.meeting_id from record_revision o
                                                 where o.kind = 'REPORT'
                                                   and (o.id = any(%2$s) or o.meeting_id = any(%2$s)))
                        """.formatted(Snapshot.time("validAt"), Snapshot.list("reports")),
                        Map.of("reports", Snapshot.texts(ids)))
                .invoke(rows -> rows.forEach(row -> reports.computeIfAbsent((String) row[0], _ -> new ArrayList<>())
                        .add(new Known<>(
                                EventCodec.value(Names.Json.tree((String) row[1]), MeetingReport.class),
                                Snapshot.instant(row[2]),
                                time(row[3]),
                                time(row[4]),
                                time(row[5])))))
                .replaceWithVoid();
    }

    private Change change(Object[] row) {
        var recorded = Snapshot.instant(row[0]);
        var stream = (String) row[2];
        var what = What.valueOf((String) row[4]);
        var about = Set.copyOf(Texts.list(row[6]));
        return new Change(
                recorded,
                (String) row[1],
                stream,
                ((Number) row[3]).longValue(),
                what,
                Kind.valueOf((String) row[5]),
                Texts.list(row[6]),
                what == What.LINKED ? stream.substring(stream.indexOf('/') + 1) : null,
                (String) row[7],
                (String) row[8],
                positions(recorded, about),
                meetings(recorded, about),
                claims(recorded, about));
    }

    private List<MovedPosition> positions(Instant recorded, Set<String> about) {
        var moved = new ArrayList<MovedPosition>();
        entries.forEach((key, known) -> {
            if (turned(known, recorded, entry -> about.contains(entry.statementId()))) {
                var before = held(known, recorded, true);
                var after = held(known, recorded, false);
                if (!Objects.equals(before, after)) {
                    moved.add(new MovedPosition(key.holder(), key.issueId(), before, after));
                }
            }
        });
        return moved;
    }

    private @Nullable PositionState held(List<Known<Entry>> known, Instant recorded, boolean before) {
        @Nullable
        Position position =
                Fold.of(counting(known, recorded, before), rules).standing().position();
        return position == null ? null : position.state(rules);
    }

    private List<MovedMeeting> meetings(Instant recorded, Set<String> about) {
        var moved = new ArrayList<MovedMeeting>();
        reports.forEach((id, known) -> {
            if (turned(known, recorded, report -> about.contains(id) || about.contains(report.reportId()))) {
                var before = said(id, counting(known, recorded, true));
                var after = said(id, counting(known, recorded, false));
                if (!Objects.equals(before, after)) {
                    moved.add(new MovedMeeting(id, before, after));
                }
            }
        });
        return moved;
    }

    private static @Nullable MeetingState said(String id, List<MeetingReport> standing) {
        return Meeting.derive(id, standing)
                .map(meeting -> new MeetingState(
                        meeting.phase() == null ? null : meeting.phase().name(),
                        meeting.agreement(),
                        meeting.unconfirmedBy()))
                .orElse(null);
    }

    private List<MovedClaim> claims(Instant recorded, Set<String> about) {
        var moved = new ArrayList<MovedClaim>();
        words.forEach((id, known) -> {
            if (turned(known, recorded, word -> about.contains(word.statementId()))) {
                var before = status(id, known, recorded, true);
                var after = status(id, known, recorded, false);
                if (before != after) {
                    moved.add(new MovedClaim(id, before, after));
                }
            }
        });
        return moved;
    }

    private @Nullable ClaimStatus status(String id, List<Known<Word>> known, Instant recorded, boolean before) {
        boolean spokenOf = known.stream().anyMatch(word -> word.begun(recorded, before));
        return ClaimView.derive(id, counting(known, recorded, before), spokenOf).status();
    }

    /** Whether something of the change's records turned then; what turned of others in the same moment is theirs. */
    private static <T> boolean turned(List<Known<T>> known, Instant recorded, Predicate<T> itsOwn) {
        return known.stream().anyMatch(item -> item.turnsAt(recorded) && itsOwn.test(item.what()));
    }

    private <T> List<T> counting(List<Known<T>> known, Instant recorded, boolean before) {
        return known.stream()
                .filter(item -> item.counts(recorded, before, validAt()))
                .map(Known::what)
                .toList();
    }

    private Instant validAt() {
        return snapshot.asOf().validAt();
    }

    private static @Nullable Instant time(Object column) {
        return "".equals(column) ? null : Snapshot.instant(column);
    }
}
