package org.diplofeed.timeline.position;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.PositionAssertion;
import org.diplofeed.events.Statement;
import org.diplofeed.events.TimeSpan;

/**
 * A position assertion with what the fold needs of its statement.
 *
 * @param speaker the speaker's identity ({@link org.diplofeed.events.Speaker#identity()})
 */
public record Reading(
        String statementId,
        TimeSpan occurred,
        String speaker,
        Authority authority,
        Attribution attribution,
        PositionAssertion assertion)
        implements Entry {
    public Reading {
        requireNonNull(statementId, "statementId");
        requireNonNull(occurred, "occurred");
        requireNonNull(speaker, "speaker");
        requireNonNull(authority, "authority");
        requireNonNull(attribution, "attribution");
        requireNonNull(assertion, "assertion");
    }

    /** The reading of one of a statement's own assertions. */
    public static Reading of(Statement statement, PositionAssertion assertion) {
        return new Reading(
                statement.statementId(),
                statement.occurred(),
                statement.speaker().identity(),
                statement.authority(),
                statement.attribution(),
                assertion);
    }

    @Override
    public Instant at() {
        return occurred.start();
    }

    /** What it weighs. */
    public int points() {
        return Points.of(authority, attribution, assertion.voice());
    }

    /** What counts once for a candidate: one speaker on one UTC day, however many outlets carried it. */
    Utterance utterance() {
        return new Utterance(speaker, LocalDate.ofInstant(at(), ZoneOffset.UTC));
    }
}
