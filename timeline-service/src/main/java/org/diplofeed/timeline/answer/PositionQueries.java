package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.NOT_FOUND;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.diplofeed.events.PositionKey;
import org.diplofeed.timeline.answer.Definition.Kind;
import org.diplofeed.timeline.answer.PositionAnswer.Held;
import org.diplofeed.timeline.answer.PositionAnswer.Voiced;
import org.diplofeed.timeline.position.Candidate;
import org.diplofeed.timeline.position.Fold;
import org.diplofeed.timeline.position.Position;
import org.diplofeed.timeline.position.Reading;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.position.Step;
import org.diplofeed.timeline.position.Weighed;
import org.diplofeed.timeline.projection.Quoted;
import org.diplofeed.web.ProblemException;
import org.jspecify.annotations.Nullable;

/** Questions about one position: always the fold over what was known then. */
@ApplicationScoped
class PositionQueries {
    /** The evidence that one answer shows, the latest. */
    private static final int SHOWN = 100;

    private final ReadModel model;

    PositionQueries(ReadModel model) {
        this.model = model;
    }

    Uni<PositionAnswer> position(PositionKey key, Clocks clocks) {
        return model.at(
                clocks,
                Subject.of(key.holder(), key.issueId()),
                snapshot -> named(snapshot, key)
                        .chain(names -> KnownEntries.fold(snapshot, key, snapshot.rules())
                                .chain(fold -> {
                                    var listed = listed(fold);
                                    return KnownEntries.statements(snapshot, shown(fold, listed))
                                            .map(statements -> answer(snapshot, key, names, fold, listed, statements));
                                })));
    }

    /** Whatever the steps of a position's fold tell. */
    <T> Uni<T> steps(PositionKey key, Clocks clocks, BiFunction<Snapshot, Fold, T> answer) {
        return model.at(
                clocks,
                Subject.of(key.holder(), key.issueId()),
                snapshot -> named(snapshot, key)
                        .chain(_ -> KnownEntries.fold(snapshot, key, snapshot.rules()))
                        .map(fold -> answer.apply(snapshot, fold)));
    }

    /** The names of a position's holder and issue; a problem where nobody has ever heard of one of them. */
    private static Uni<Names> named(Snapshot snapshot, PositionKey key) {
        return Names.of(snapshot, List.of(key.holder(), key.issueId())).invoke(names -> {
            if (!names.knows(Kind.ACTOR, key.holder())) {
                throw new ProblemException(NOT_FOUND, "No actor of this id was known.");
            }
            if (!names.knows(Kind.ISSUE, key.issueId())) {
                throw new ProblemException(NOT_FOUND, "No issue of this id was known.");
            }
        });
    }

    private static PositionAnswer answer(
            Snapshot snapshot,
            PositionKey key,
            Names names,
            Fold fold,
            List<String> listed,
            Map<String, Quoted> statements) {
        var position = fold.standing().position();
        var candidate = fold.standing().candidate();
        return new PositionAnswer(
                key.holder(),
                names.actorName(key.holder()),
                key.issueId(),
                names.proposition(key.issueId()),
                names.topics(key.issueId()),
                position == null ? null : held(snapshot.rules(), key, position, statements),
                candidate == null ? null : voiced(snapshot, key, candidate, statements),
                KnownEntries.listed(statements, key, listed),
                snapshot.basis());
    }

    private static Held held(Rules rules, PositionKey key, Position position, Map<String, Quoted> statements) {
        return new Held(
                position.line().stance(),
                position.line().firmness(),
                position.line().conditions(),
                position.since(),
                position.status(rules),
                position.points(),
                position.affirmedBy(),
                position.affirmedAt(),
                KnownEntries.evidence(statements, key, latest(position.evidence())),
                position.evidenceCount());
    }

    private static Voiced voiced(
            Snapshot snapshot, PositionKey key, Candidate candidate, Map<String, Quoted> statements) {
        return new Voiced(
                candidate.line().stance(),
                candidate.line().firmness(),
                candidate.line().conditions(),
                candidate.since(),
                candidate.lapsedAt(snapshot.asOf().validAt(), snapshot.rules())
                        ? Voiced.Status.LAPSED
                        : Voiced.Status.OPEN,
                candidate.classification(),
                candidate.points(),
                candidate.against(),
                KnownEntries.evidence(statements, key, latest(candidate.evidence())));
    }

    private static List<String> listed(Fold fold) {
        var listed = new ArrayList<String>();
        for (var step : fold.steps()) {
            if (step.outcome() == Step.Outcome.LISTED && step.entry() instanceof Reading reading) {
                listed.add(reading.statementId());
            }
        }
        return latest(listed);
    }

    private static Set<String> shown(Fold fold, List<String> listed) {
        var shown = new HashSet<String>();
        shown.addAll(listed);
        var position = fold.standing().position();
        var candidate = fold.standing().candidate();
        add(shown, position == null ? null : latest(position.evidence()));
        add(shown, candidate == null ? null : latest(candidate.evidence()));
        return shown;
    }

    private static void add(Set<String> shown, @Nullable List<Weighed> weighed) {
        if (weighed != null) {
            weighed.forEach(item -> shown.add(item.statementId()));
        }
    }

    private static <T> List<T> latest(List<T> evidence) {
        return evidence.subList(Math.max(0, evidence.size() - SHOWN), evidence.size())
                .reversed();
    }
}
