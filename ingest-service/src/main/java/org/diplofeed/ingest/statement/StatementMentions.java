package org.diplofeed.ingest.statement;

import static org.diplofeed.ingest.desk.ReferenceKind.ACTOR;
import static org.diplofeed.ingest.desk.ReferenceKind.CLAIM;
import static org.diplofeed.ingest.desk.ReferenceKind.ISSUE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.diplofeed.ingest.reference.Mentions;
import org.diplofeed.web.JsonPointers;

/** What a statement, or a merge patch of one, refers to. */
public final class StatementMentions {
    private StatementMentions() {}

    /** The actors, issues and claims. */
    public static Mentions of(JsonNode document, String pointer) {
        var mentions = new Mentions();
        var speaker = JsonPointers.member(pointer, "speaker");
        mentions.add(ACTOR, document.path("speaker"), speaker, "actorId");
        mentions.add(ACTOR, document.path("speaker"), speaker, "affiliation");
        mentions.addAll(ACTOR, document, pointer, "onBehalfOf");
        mentions.addAll(ACTOR, document, pointer, "audience");
        var assertions = document.path("assertions");
        for (int i = 0; i < assertions.size(); i++) {
            var assertion = assertions.path(i);
            var at = JsonPointers.element(JsonPointers.member(pointer, "assertions"), i);
            mentions.add(ACTOR, assertion, at, "holder");
            mentions.add(ACTOR, assertion, at, "by");
            mentions.add(ISSUE, assertion, at, "issueId");
            mentions.add(CLAIM, assertion, at, "claimId");
        }
        return mentions;
    }

    /** The statement that it revises; none or one. Those that it is about may come later and are not looked at. */
    public static Set<String> revised(JsonNode document) {
        var revises = document.path("document").path("revises");
        return revises.isTextual() ? Set.of(revises.textValue()) : Set.of();
    }
}
