package org.diplofeed.timeline.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.diplofeed.events.MalformedEvent;
import org.diplofeed.events.RecordCorrected;
import org.diplofeed.events.RetractionReason;
import org.jspecify.annotations.Nullable;

/**
 * All that happened to one record.
 *
 * <p>The events of its own stream come in their order; links live on the canonical records' streams and come at any
 * time. What {@link #standing} says depends on neither's arrival.
 *
 * @param revisions from the first to the last
 * @param withdrawal that the speaker withdrew it: it holds until then
 * @param voided that it was retracted for another reason: it never held
 * @param link the earliest link that names it as a duplicate, also if read before the record itself
 */
public record RecordHistory(
        String recordId,
        List<Revision> revisions,
        @Nullable Retraction withdrawal,
        @Nullable Retraction voided,
        @Nullable Link link) {
    public RecordHistory {
        requireNonNull(recordId, "recordId");
        revisions = List.copyOf(revisions);
    }

    /** The history of a record of which nothing is known yet. */
    public static RecordHistory none(String recordId) {
        return new RecordHistory(recordId, List.of(), null, null, null);
    }

    /** It was put on the record. A second time changes nothing. */
    public RecordHistory recorded(long version, String eventId, Instant knownFrom, ObjectNode data) {
        return revisions.isEmpty() ? with(new Revision(version, eventId, knownFrom, data, null, null)) : this;
    }

    /**
     * It was corrected. What was taken out of validity stays out, and a second time changes nothing.
     *
     * @throws MalformedEvent if there is nothing to correct
     */
    public RecordHistory corrected(long version, String eventId, Instant knownFrom, RecordCorrected correction) {
        if (revisions.isEmpty()) {
            throw new MalformedEvent("a correction of a record that is not there");
        }
        if (voided != null || version <= revisions.getLast().version()) {
            return this;
        }
        return with(new Revision(
                version,
                eventId,
                knownFrom,
                MergePatch.apply(revisions.getLast().data(), correction),
                correction.reason().name(),
                correction.by()));
    }

    /**
     * It was retracted. The first withdrawal by the speaker counts, and the first retraction for another reason, which
     * outweighs a withdrawal.
     *
     * @throws MalformedEvent if there is nothing to retract
     */
    public RecordHistory retracted(Retraction retraction) {
        if (revisions.isEmpty()) {
            throw new MalformedEvent("a retraction of a record that is not there");
        }
        if (voided != null) {
            return this;
        }
        if (retraction.reason() != RetractionReason.SPEAKER_WITHDREW) {
            return new RecordHistory(recordId, revisions, withdrawal, retraction, link);
        }
        return withdrawal != null ? this : new RecordHistory(recordId, revisions, retraction, null, link);
    }

    /** It was named a duplicate. */
    public RecordHistory linked(Link by) {
        return new RecordHistory(recordId, revisions, withdrawal, voided, Link.earlier(link, by));
    }

    /** Every revision with the time for which it counted, from the first to the last. */
    public List<Standing> standing() {
        var standing = new ArrayList<Standing>(revisions.size());
        for (int i = 0; i < revisions.size(); i++) {
            var revision = revisions.get(i);
            var next = i + 1 < revisions.size() ? revisions.get(i + 1).knownFrom() : null;
            var from = revision.knownFrom();
            var to = earliest(
                    earliest(next, voided == null ? null : voided.knownFrom()), link == null ? null : link.knownFrom());
            var end = to != null && to.isBefore(from) ? from : to;
            standing.add(new Standing(revision, from, end, withdrawn(from, end)));
        }
        return List.copyOf(standing);
    }

    private Standing.@Nullable Withdrawal withdrawn(Instant from, @Nullable Instant to) {
        if (withdrawal == null) {
            return null;
        }
        var known = withdrawal.knownFrom().isBefore(from) ? from : withdrawal.knownFrom();
        return to == null || known.isBefore(to) ? new Standing.Withdrawal(withdrawal.time(), known) : null;
    }

    private RecordHistory with(Revision revision) {
        var more = new ArrayList<>(revisions);
        more.add(revision);
        return new RecordHistory(recordId, more, withdrawal, voided, link);
    }

    private static @Nullable Instant earliest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
