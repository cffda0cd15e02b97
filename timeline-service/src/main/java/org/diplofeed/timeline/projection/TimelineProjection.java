package org.diplofeed.timeline.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.diplofeed.events.EventCodec;
import org.diplofeed.events.FeedRecord;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.log.LogEntry;
import org.diplofeed.log.Projection;
import org.diplofeed.timeline.position.Rules;

/**
 * The read model of the timeline. What a batch of the log makes of records, positions, meetings and claims is computed
 * event by event, in order, since what is told is defined by the recorded event; it is read, locked and saved by the
 * batch.
 *
 * <p>Locks are taken in one order by everybody: meetings, reports and statements by id, then positions, claims and
 * streams of derived events.
 */
public final class TimelineProjection implements Projection {
    /** The name of the projection in offsets and parking, in every generation. */
    public static final String NAME = "timeline";

    private final EventCodec codec = new EventCodec();
    private final Rules rules;
    private final Telling telling;
    private final Runnable told;
    private final Voice voice;

    /**
     * @param shiftsTopic where what is derived is told
     * @param rules by which positions are folded
     * @param told run after a batch is committed: a hint to those who publish what was told
     * @param voice whether anything is told at all
     */
    public TimelineProjection(String shiftsTopic, Rules rules, Runnable told, Voice voice) {
        this.rules = rules;
        this.told = told;
        this.voice = voice;
        this.telling = new Telling(shiftsTopic, rules, true);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void apply(Connection connection, List<LogEntry> entries) throws SQLException {
        var definitions = new ArrayList<FeedRecord>();
        var records = new ArrayList<FeedRecord>();
        for (var entry : entries) {
            var event = codec.decode(entry.streamId(), entry.headers(), entry.payload());
            (DefinitionStore.holds(event.envelope().stream().kind()) ? definitions : records).add(event);
        }
        DefinitionStore.save(connection, definitions);
        LearnedStore.save(connection, definitions);
        if (!records.isEmpty()) {
            records(connection, records);
        }
    }

    @Override
    public Optional<String> explain(Throwable fault) {
        return MalformedEvent.explain(fault);
    }

    @Override
    public long limit(Connection connection, TopicPartition partition) throws SQLException {
        return voice.limit(connection, partition);
    }

    @Override
    public void committed() {
        told.run();
    }

    private void records(Connection connection, List<FeedRecord> events) throws SQLException {
        var documented = new Documented();
        events.forEach(documented::know);
        var before = new TreeMap<>(RecordStore.lock(connection, RecordBatch.keys(events)));
        var reportsOf = RecordStore.reportsOf(connection, RecordBatch.linkedMeetings(events));
        var linkedReports = reportsOf.values().stream()
                .flatMap(List::stream)
                .filter(key -> !before.containsKey(key))
                .collect(Collectors.toCollection(TreeSet::new));
        before.putAll(RecordStore.lock(connection, linkedReports));
        var batch = new RecordBatch(before, reportsOf);
        var happenings = batch.apply(events);
        var known = before.entrySet().stream()
                .filter(entry -> !entry.getValue().revisions().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var knownStatements = known.stream()
                .filter(key -> key.kind() == RecordKey.Kind.STATEMENT)
                .map(RecordKey::id)
                .collect(Collectors.toSet());

        var tidings = new ArrayList<Tiding>(MeetingChanges.apply(connection, happenings, documented));
        RecordStore.save(connection, batch.stored(documented), known);
        RecordStore.leaveText(connection, happenings, documented);
        LearnedStore.save(connection, happenings, documented);
        tidings.addAll(PositionChanges.apply(connection, happenings, knownStatements, documented, rules));
        tidings.addAll(ClaimChanges.apply(connection, happenings, knownStatements, documented));
        tidings.addAll(DocumentChanges.of(happenings, documented));
        StandingStore.save(connection, tidings);
        if (!tidings.isEmpty() && voice.speaks(connection)) {
            telling.tell(
                    connection,
                    tidings,
                    happenings.stream().map(Telling.Occasion::of).toList(),
                    new EvidenceSource(before, happenings, documented));
        }
    }
}
