package org.diplofeed.ingest.record;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.diplofeed.events.EventType;
import org.diplofeed.events.RetractionReason;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.TimeSpan;
import org.diplofeed.ingest.desk.Change;
import org.diplofeed.ingest.desk.Command;
import org.diplofeed.ingest.desk.Decision;
import org.diplofeed.ingest.desk.Decision.Accepted;
import org.diplofeed.ingest.desk.Entry;
import org.diplofeed.ingest.desk.Needs;
import org.diplofeed.ingest.desk.OnRecord;
import org.diplofeed.ingest.desk.RecordState;
import org.diplofeed.ingest.desk.RecordStatus;
import org.diplofeed.ingest.desk.Refusals;
import org.diplofeed.ingest.time.SpanRules;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * Retracts a record.
 *
 * @param time since when it is withdrawn, where the sender says so; else now
 */
public record RetractRecord(
        Target target, RetractionReason reason, @Nullable Instant time) implements Command {

    @Override
    public Needs needs() {
        return Needs.toChange(target.id(), Set.of(), Set.of());
    }

    @Override
    public Set<StreamId> streams(OnRecord onRecord) {
        return target.streams(onRecord);
    }

    @Override
    public Decision decide(OnRecord onRecord, Instant now) {
        return switch (target.find(onRecord, "retracted")) {
            case Target.Found found -> decide(found.record(), now);
            case Target.Missing missing -> missing.refusal();
        };
    }

    private Decision decide(RecordState record, Instant now) {
        var at = time == null ? now : time;
        if (at.isAfter(now.plus(SpanRules.AHEAD))) {
            return refuse("in-the-future", "nothing is retracted more than a day ahead");
        }
        var occurred = StrictJson.value(record.document().path("occurred"), TimeSpan.class);
        if (reason == RetractionReason.SPEAKER_WITHDREW && at.isBefore(occurred.start())) {
            return refuse("withdrawn-before", "nobody withdraws what is not said yet");
        }
        return new Accepted(new Entry(
                record.id(),
                record.stream(),
                EventType.RECORD_RETRACTED,
                at,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("target", record.id())
                        .put("reason", reason.name())
                        .put("by", target.by()),
                new Change.Stands(record.in(RecordStatus.RETRACTED))));
    }

    private static Decision refuse(String code, String detail) {
        return Refusals.of(List.of(new ProblemError("/time", code, detail)));
    }
}
