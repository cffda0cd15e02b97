package org.diplofeed.alert.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.diplofeed.web.JsonPointers;
import org.diplofeed.web.ProblemError;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.ProblemType;

/** Names in a filter that nobody has defined. */
public record UnknownNames(Set<String> holders, Set<String> issues) {
    /**
     * Refuses a document that has any of them.
     *
     * @throws ProblemException unknown-reference, with pointers to where they stand
     */
    public void refuse(JsonNode document) {
        var errors = new ArrayList<ProblemError>();
        find(document, "holders", holders, "unknown-actor", "is no actor that has been defined", errors);
        find(document, "issues", issues, "unknown-issue", "is no issue that has been defined", errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.UNKNOWN_REFERENCE, "The filter names what nobody has defined.", errors);
        }
    }

    private static void find(
            JsonNode document,
            String clause,
            Set<String> unknown,
            String code,
            String detail,
            List<ProblemError> errors) {
        var members = document.path("filter").path(clause);
        for (int i = 0; i < members.size(); i++) {
            if (unknown.contains(members.get(i).asText())) {
                errors.add(new ProblemError(JsonPointers.element("/filter/" + clause, i), code, detail));
            }
        }
    }
}
