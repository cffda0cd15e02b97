package org.diplofeed.timeline.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import org.diplofeed.events.About;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.Authority;
import org.diplofeed.events.PositionAssertion;
import org.diplofeed.events.SpeechAct;
import org.diplofeed.events.Statement;
import org.diplofeed.events.TimeSpan;
import org.diplofeed.events.Voice;
import org.diplofeed.timeline.position.Points;

/**
 * How one party stands to one version of a document, by its latest word on it.
 *
 * @param party an actor
 * @param points what the word weighs, as for positions: 0 for a word that nobody stands by in public
 */
public record Stance(
        String party,
        Verdict verdict,
        String statementId,
        TimeSpan occurred,
        Authority authority,
        Attribution attribution,
        int points) {
    private static final Comparator<Statement> ORDER = Comparator.<Statement, java.time.Instant>comparing(
                    statement -> statement.occurred().start())
            .thenComparing(Statement::statementId);

    /**
     * The latest word of each party on a version, by party.
     *
     * <p>A statement is a word on a version when its {@code about.statements} names it. Its parties are those on whose
     * behalf it is made, and the holders of the positions that it asserts in their own voice. A party that asserts
     * positions endorses the version if all are in favour, rejects it if all are against, and is reserved otherwise;
     * one that asserts none endorses it by AGREE or PROMISE, rejects it by REJECT, and otherwise only speaks of it. To
     * have issued a version is no word on it.
     */
    public static List<Stance> on(String documentId, Collection<Statement> standing) {
        var latest = new TreeMap<String, Stance>();
        standing.stream()
                .filter(statement -> about(statement).contains(documentId))
                .sorted(ORDER)
                .forEach(statement -> parties(statement).forEach(party -> latest.put(party, of(party, statement))));
        return List.copyOf(latest.values());
    }

    private static List<String> about(Statement statement) {
        var about = statement.about();
        return about == null ? About.NOTHING.statements() : about.statements();
    }

    private static Collection<String> parties(Statement statement) {
        var parties = new LinkedHashSet<>(statement.onBehalfOf());
        statement.positions().stream()
                .filter(position -> position.voice() == Voice.SELF)
                .forEach(position -> parties.add(position.holder()));
        return parties;
    }

    private static Stance of(String party, Statement statement) {
        var own = new ArrayList<PositionAssertion>();
        statement.positions().stream()
                .filter(position ->
                        position.voice() == Voice.SELF && position.holder().equals(party))
                .forEach(own::add);
        return new Stance(
                party,
                own.isEmpty() ? verdict(statement.speechAct()) : verdict(own),
                statement.statementId(),
                statement.occurred(),
                statement.authority(),
                statement.attribution(),
                Points.of(statement.authority(), statement.attribution(), Voice.SELF));
    }

    private static Verdict verdict(List<PositionAssertion> own) {
        if (own.stream().allMatch(position -> position.stance() > 0)) {
            return Verdict.ENDORSES;
        }
        return own.stream().allMatch(position -> position.stance() < 0) ? Verdict.REJECTS : Verdict.RESERVED;
    }

    private static Verdict verdict(SpeechAct act) {
        return switch (act) {
            case AGREE, PROMISE -> Verdict.ENDORSES;
            case REJECT -> Verdict.REJECTS;
            case STATE, CONFIRM, DENY, DECLINE, PROPOSE, APPEAL, DEMAND, ACCUSE, THREATEN, ESTIMATE, UNRECOGNIZED ->
                Verdict.SPEAKS_OF;
        };
    }
}
