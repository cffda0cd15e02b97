package org.diplofeed.timeline.answer;

import java.util.Locale;
import org.diplofeed.timeline.position.Candidate;
import org.diplofeed.timeline.position.Position;
import org.diplofeed.timeline.position.Rules;
import org.diplofeed.timeline.position.Step;
import org.jspecify.annotations.Nullable;

/** What a step of the fold did, in one plain sentence. */
final class Sentences {
    private Sentences() {}

    static String of(Step step, Rules rules) {
        var statement = step.entry().statementId();
        var lapse = step.lapsed()
                ? "After more than %d hours without confirmation the open candidate had lapsed; "
                        .formatted(rules.window().toHours())
                : "";
        return lapse + sentence(step, statement, rules);
    }

    private static String sentence(Step step, String statement, Rules rules) {
        var position = step.after().position();
        var candidate = step.after().candidate();
        return switch (step.outcome()) {
            case LISTED ->
                "%s weighs nothing and is listed beside the position without moving it.".formatted(statement);
            case BEGAN ->
                "%s is the first that is known, so it became the position (%s, %s)."
                        .formatted(statement, line(position), points(step.points()));
            case AFFIRMED ->
                "%s is a %s: its %s joined the position, which now has %s%s."
                        .formatted(
                                statement,
                                word(step),
                                points(step.points()),
                                points(position == null ? 0 : position.points()),
                                candidate == null
                                        ? ""
                                        : "; the open candidate has %d against it".formatted(candidate.against()));
            case REVERTED ->
                "%s is a %s and outweighs the open candidate, which is reverted; the position stands."
                        .formatted(statement, word(step));
            case OPENED ->
                "%s is a %s with %s of the %d that confirm, so it opened a candidate%s; the position stands."
                        .formatted(
                                statement,
                                word(step),
                                points(step.points()),
                                rules.pointsToConfirm(),
                                step.closed() == null || step.lapsed() ? "" : " in place of the one before");
            case JOINED ->
                "%s joined the open candidate, which now has %s of the %d that confirm; the position stands."
                        .formatted(statement, points(points(candidate)), rules.pointsToConfirm());
            case CONFIRMED ->
                "%s brought the candidate to %s: the %s is confirmed, and the position is now %s."
                        .formatted(
                                statement,
                                points(position == null ? 0 : position.points()),
                                word(step),
                                line(position));
            case ENDED -> "%s was withdrawn by its speaker; the position rested on it and ended.".formatted(statement);
            case CANDIDATE_WITHDRAWN ->
                "%s was withdrawn by its speaker; the open candidate rested on it and is reverted."
                        .formatted(statement);
            case WITHDRAWN -> "%s was withdrawn by its speaker; nothing rested on it any more.".formatted(statement);
        };
    }

    private static String word(Step step) {
        var classification = step.classification();
        return classification == null
                ? "reading"
                : classification.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String points(int points) {
        return points == 1 ? "1 point" : points + " points";
    }

    private static int points(@Nullable Candidate candidate) {
        return candidate == null ? 0 : candidate.points();
    }

    private static String line(@Nullable Position position) {
        return position == null
                ? "none"
                : "stance %s, %s"
                        .formatted(
                                signed(position.line().stance()),
                                position.line()
                                        .firmness()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '));
    }

    private static String signed(int stance) {
        return stance > 0 ? "+" + stance : Integer.toString(stance);
    }
}
