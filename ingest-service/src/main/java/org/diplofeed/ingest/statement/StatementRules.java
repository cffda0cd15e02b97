package org.diplofeed.ingest.statement;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.PositionAssertion;
import org.diplofeed.events.PositionKey;
import org.diplofeed.events.Statement;
import org.diplofeed.events.StatementKind;
import org.diplofeed.events.TimeSpan;
import org.diplofeed.events.Visibility;
import org.diplofeed.events.Voice;
import org.diplofeed.ingest.desk.OnRecord;
import org.diplofeed.ingest.desk.RecordKind;
import org.diplofeed.ingest.time.SpanRules;
import org.diplofeed.web.JsonPointers;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.StrictJson;

/** What a statement has to keep to beside its schema: domain.md. */
public final class StatementRules {
    private static final int MOST_WORDS = 25;
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private StatementRules() {}

    /**
     * All faults of a statement.
     *
     * @param statement as it would stand
     * @param sent the document or merge patch that was sent: what it does not say was checked before
     * @param pointer where the sent document stands in what was sent
     */
    public static List<ProblemError> check(
            Statement statement, JsonNode sent, String pointer, OnRecord onRecord, Instant now) {
        var faults = new ArrayList<ProblemError>();
        var occurred = JsonPointers.member(pointer, "occurred");
        faults.addAll(SpanRules.check(statement.occurred(), occurred));
        if (statement.kind() == StatementKind.UTTERANCE) {
            faults.addAll(SpanRules.checkNotAhead(
                    statement.occurred(),
                    occurred,
                    now.plus(SpanRules.AHEAD),
                    "nothing is said more than a day ahead"));
        }
        checkVisibility(statement, pointer, faults);
        checkQuotes(statement, pointer, faults);
        checkAssertions(statement, pointer, faults);
        faults.addAll(StatementMentions.of(sent, pointer).faults(onRecord));
        checkRevised(statement, sent, pointer, onRecord, faults);
        return faults;
    }

    private static void checkVisibility(Statement statement, String pointer, List<ProblemError> faults) {
        if (statement.attribution() == Attribution.OFF_RECORD && statement.visibility() != Visibility.RESTRICTED) {
            faults.add(new ProblemError(
                    JsonPointers.member(pointer, "visibility"),
                    "off-record-public",
                    "what is off the record has to be RESTRICTED"));
        }
    }

    private static void checkQuotes(Statement statement, String pointer, List<ProblemError> faults) {
        for (int i = 0; i < statement.quotes().size(); i++) {
            if (SPACES.split(statement.quotes().get(i).strip()).length > MOST_WORDS) {
                faults.add(new ProblemError(
                        JsonPointers.element(JsonPointers.member(pointer, "quotes"), i),
                        "quote-too-long",
                        "has more than " + MOST_WORDS + " words"));
            }
        }
    }

    private static void checkAssertions(Statement statement, String pointer, List<ProblemError> faults) {
        var positions = new HashSet<PositionKey>();
        for (int i = 0; i < statement.assertions().size(); i++) {
            var at = JsonPointers.element(JsonPointers.member(pointer, "assertions"), i);
            if (statement.assertions().get(i) instanceof PositionAssertion position) {
                if (!positions.add(position.key())) {
                    faults.add(new ProblemError(
                            at, "position-twice", "a statement has one position at most for a holder and an issue"));
                }
                if (position.voice() == Voice.SELF && !statement.onBehalfOf().contains(position.holder())) {
                    faults.add(new ProblemError(
                            JsonPointers.member(at, "holder"),
                            "self-not-on-behalf",
                            "with voice SELF the holder has to be among onBehalfOf"));
                }
                checkConditions(position, at, faults);
            }
        }
    }

    private static void checkConditions(PositionAssertion position, String pointer, List<ProblemError> faults) {
        var keys = new HashSet<String>();
        for (int i = 0; i < position.conditions().size(); i++) {
            if (!keys.add(position.conditions().get(i).key())) {
                faults.add(new ProblemError(
                        JsonPointers.element(JsonPointers.member(pointer, "conditions"), i) + "/key",
                        "condition-twice",
                        "the same key stands before it"));
            }
        }
    }

    private static void checkRevised(
            Statement statement, JsonNode sent, String pointer, OnRecord onRecord, List<ProblemError> faults) {
        var at = pointer + "/document/revises";
        for (var id : StatementMentions.revised(sent)) {
            var revised = onRecord.record(id);
            if (id.equals(statement.statementId())) {
                faults.add(new ProblemError(at, "revises-itself", "a document cannot revise itself"));
            } else if (revised == null || revised.kind() != RecordKind.STATEMENT) {
                faults.add(new ProblemError(at, "unknown-document", "no statement is on record under this id"));
            } else {
                var before = StrictJson.value(revised.document().path("occurred"), TimeSpan.class);
                if (before.start().isAfter(statement.occurred().to().end())) {
                    faults.add(new ProblemError(at, "revises-later", "a document cannot revise a later one"));
                }
            }
        }
    }
}
