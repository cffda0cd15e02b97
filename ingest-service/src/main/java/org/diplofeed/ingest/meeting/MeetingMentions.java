package org.diplofeed.ingest.meeting;

import static org.diplofeed.ingest.desk.ReferenceKind.ACTOR;
import static org.diplofeed.ingest.desk.ReferenceKind.ISSUE;

import com.fasterxml.jackson.databind.JsonNode;
import org.diplofeed.ingest.reference.Mentions;
import org.diplofeed.web.JsonPointers;

/** What a meeting report, or a merge patch of one, refers to. Statements that came of the meeting may follow later. */
public final class MeetingMentions {
    private MeetingMentions() {}

    /** The actors and issues. */
    public static Mentions of(JsonNode document, String pointer) {
        var mentions = new Mentions();
        var reporter = document.path("reportedBy");
        var reportedBy = JsonPointers.member(pointer, "reportedBy");
        var speaker = JsonPointers.member(reportedBy, "speaker");
        mentions.add(ACTOR, reporter.path("speaker"), speaker, "actorId");
        mentions.add(ACTOR, reporter.path("speaker"), speaker, "affiliation");
        mentions.addAll(ACTOR, reporter, reportedBy, "onBehalfOf");
        mentions.addAll(ACTOR, document, pointer, "confirmationOf");
        var participants = document.path("participants");
        for (int i = 0; i < participants.size(); i++) {
            var at = JsonPointers.element(JsonPointers.member(pointer, "participants"), i);
            mentions.add(ACTOR, participants.path(i), at, "actorId");
            mentions.add(ACTOR, participants.path(i), at, "side");
        }
        var agenda = document.path("agenda");
        for (int i = 0; i < agenda.size(); i++) {
            var at = JsonPointers.element(JsonPointers.member(pointer, "agenda"), i);
            mentions.add(ISSUE, agenda.path(i), at, "issueId");
        }
        return mentions;
    }
}
