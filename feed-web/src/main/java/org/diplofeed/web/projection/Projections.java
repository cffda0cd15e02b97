package org.diplofeed.web.projection;

import static org.diplofeed.web.ProblemType.NOT_FOUND;
import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.util.List;
import org.diplofeed.web.ProblemException;

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

    /** Something that the database is asked. */
    interface Question<T> {
        T ask() throws SQLException;
    }

    /** The answer, or 503 while the database does not give it. */
    static <T> T answer(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException _) {
            throw new ProblemException(UNAVAILABLE, "The database does not answer, or the stream is being worked on.");
        }
    }
}
