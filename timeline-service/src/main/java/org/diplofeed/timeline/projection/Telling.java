package org.diplofeed.timeline.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.diplofeed.events.Cause;
import org.diplofeed.events.NoticeKind;
import org.diplofeed.events.StreamId;
import org.diplofeed.events.StreamKind;
import org.diplofeed.log.EventLedger;
import org.diplofeed.log.LogRestore;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.projection.Tiding.Noticed;
import org.jspecify.annotations.Nullable;

/** Tells what a batch brought: derived events in this service's own outbox, whole, and the rows that remember them. */
final class Telling {
    /** Who derives. */
    static final String SOURCE = "urn:diplofeed:timeline";

    /**
     * The attribute that says since when a derived event can be known; absent where that is its cause's recordedtime.
     */
    static final String KNOWN_FROM = "ce_knownfrom";

    private final EventLedger ledger = new EventLedger();
    private final String topic;
    private final Rules rules;
    private final boolean aloud;

    /**
     * Tells or keeps.
     *
     * @param topic where derived events go
     * @param aloud whether they go there, or are kept in the rows alone
     */
    Telling(String topic, Rules rules, boolean aloud) {
        this.topic = topic;
        this.rules = rules;
        this.aloud = aloud;
    }

    /**
     * What gave rise to tidings.
     *
     * @param cause as it is told
     * @param correlationId the cause's own id, where it stands in no correlation
     */
    record Occasion(
            Cause cause, String correlationId, @Nullable String traceparent) {
        static Occasion of(Happening happening) {
            var envelope = happening.event().envelope();
            return new Occasion(
                    happening.cause(),
                    Objects.requireNonNullElse(envelope.correlationId(), envelope.id()),
                    envelope.traceparent());
        }
    }

    /** Tells; the order is the tidings'. */
    void tell(Connection connection, List<Tiding> tidings, List<Occasion> occasions, EvidenceSource evidence)
            throws SQLException {
        var untold = untold(connection, tidings, occasions);
        if (untold.isEmpty()) {
            return;
        }
        var sorted = Tiding.sorted(untold);
        var heads = ledger.lock(
                connection,
                sorted.stream()
                        .filter(Telling::loud)
                        .map(tiding -> tiding.stream().toString())
                        .distinct()
                        .toList());
        var needs = Needs.of(sorted);
        var told = new ToldStore();
        told.load(connection, needs.told());
        evidence.load(connection, needs.statements());
        evidence.loadHidden(connection, told.quotedBy(needs.vanished()));
        var definitions = DefinitionStore.current(connection, needs.definitions());
        var events =
                new TellingRound(topic, rules, aloud, occasions, evidence, definitions, told, heads).events(sorted);
        told.save(connection);
        if (aloud) {
            ledger.append(connection, heads, events);
        }
    }

    /** What follows from restored events was told where they come from, and is restored as it was told. */
    private static List<Tiding> untold(Connection connection, List<Tiding> tidings, List<Occasion> occasions)
            throws SQLException {
        if (tidings.isEmpty()) {
            return tidings;
        }
        var toldUntil = LogRestore.toldUntil(connection);
        return tidings.stream()
                .filter(tiding ->
                        occasions.get(tiding.at()).cause().recordedTime().isAfter(toldUntil))
                .toList();
    }

    private static boolean loud(Tiding tiding) {
        return !(tiding instanceof Noticed noticed) || !noticed.quiet();
    }

    /** What a notice of a kind is about decides its stream. */
    static StreamId stream(NoticeKind kind, String subject) {
        return switch (kind) {
            case CLARIFICATION, MIXED_SIGNALS, LEAK_DIVERGENCE -> StreamKind.POSITION.of(subject);
            case MEETING_DISPUTED -> StreamKind.MEETING_NOTICES.of(subject);
            case CLAIM_DISPUTED -> StreamKind.CLAIM_NOTICES.of(subject);
            case DOCUMENT_REVISED -> StreamKind.DOCUMENT_NOTICES.of(subject);
            case UNRECOGNIZED -> throw new IllegalArgumentException("nobody raises a notice of a kind unknown here");
        };
    }
}
