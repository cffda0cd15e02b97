package org.diplofeed.web.database.answer;

import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import java.sql.SQLException;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.database.DatabaseFaults;

/** Tells a database that is away or busy, which is worth another try, from a fault of ours, which is not. */
public final class DatabaseAnswer {
    private DatabaseAnswer() {}

    /** Something that the database is asked. */
    public interface Question<T> {
        T ask() throws SQLException;
    }

    /**
     * The answer.
     *
     * @param whenAway what the client is told while there is none
     * @throws ProblemException unavailable, while the database is away or busy
     * @throws IllegalStateException when the question is wrong
     */
    public static <T> T of(Question<T> question, String whenAway) {
        try {
            return question.ask();
        } catch (SQLException e) {
            if (DatabaseFaults.isAway(e)) {
                throw new ProblemException(UNAVAILABLE, whenAway);
            }
            throw new IllegalStateException("the database could not be asked", e);
        }
    }
}
