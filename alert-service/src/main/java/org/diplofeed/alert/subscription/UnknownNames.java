package org.diplofeed.alert.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.diplofeed.web.JsonPointers;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;

/**
 * What is wrong with the names in a subscription.
 *
 * @param holders that nobody has defined
 * @param issues that nobody has defined
 * @param topicsApart whether none of the filter's issues is of one of its topics, so that nothing can match
 */
public record UnknownNames(Set<String> holders, Set<String> issues, boolean topicsApart) {
    private static final Kind ACTOR = new Kind("unknown-actor", "is no actor that has been defined");
    private static final Kind ISSUE = new Kind("unknown-issue", "is no issue that has been defined");

    private record Kind(String code, String detail) {}

    /**
     * Refuses a document that has any of them.
     *
     * @throws ProblemException unknown-reference or rule-broken, with pointers to where they stand
     */
    public void refuse(JsonNode document) {
        var errors = new ArrayList<ProblemError>();
        find(document, "holders", holders, ACTOR, errors);
        find(document, "issues", issues, ISSUE, errors);
        for (int i = 0; i < document.path("mutes").size(); i++) {
            String mute = JsonPointers.element("/mutes", i);
            check(document, mute + "/holder", holders, ACTOR, errors);
            check(document, mute + "/issue", issues, ISSUE, errors);
        }
        if (errors.isEmpty() && topicsApart) {
            throw new ProblemException(
                    ProblemType.RULE_BROKEN,
                    "The filter can never match.",
                    List.of(new ProblemError(
                            "/filter/topics",
                            "never-matches",
                            "none of the filter's issues is of one of these topics")));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.UNKNOWN_REFERENCE, "It names what nobody has defined.", errors);
        }
    }

    private static void find(
            JsonNode document, String clause, Set<String> unknown, Kind kind, List<ProblemError> errors) {
        for (int i = 0; i < document.path("filter").path(clause).size(); i++) {
            check(document, JsonPointers.element("/filter/" + clause, i), unknown, kind, errors);
        }
    }

    private static void check(
            JsonNode document, String pointer, Set<String> unknown, Kind kind, List<ProblemError> errors) {
        if (unknown.contains(document.at(pointer).asText())) {
            errors.add(new ProblemError(pointer, kind.code(), kind.detail()));
        }
    }
}
