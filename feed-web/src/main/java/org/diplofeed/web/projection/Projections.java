package org.diplofeed.web.projection;

import static org.diplofeed.web.ProblemType.NOT_FOUND;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.database.answer.DatabaseAnswer;

/** The projections of the service. */
@ApplicationScoped
class Projections {
    private final Instance<ProjectionControl> all;

    Projections(Instance<ProjectionControl> all) {
        this.all = all;
    }

    List<ProjectionControl> all() {
        return all.stream().toList();
    }

    /** The one of this name; 404. */
    ProjectionControl named(String name) {
        return all.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(NOT_FOUND, "There is no projection of this name here."));
    }

    /** The answer, or 503 while the database does not give it. */
    static <T> T answer(DatabaseAnswer.Question<T> question) {
        return DatabaseAnswer.of(question, "The database does not answer, or the stream is being worked on.");
    }
}
