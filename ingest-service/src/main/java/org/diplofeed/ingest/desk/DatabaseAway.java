package org.diplofeed.ingest.desk;

import static org.diplofeed.web.ProblemType.UNAVAILABLE;

import org.diplofeed.web.ProblemException;

/** The database did not answer, or not in time: sending the same again under the same id finds out what it knows. */
public class DatabaseAway extends ProblemException {
    private static final long serialVersionUID = 1L;

    DatabaseAway() {
        super(UNAVAILABLE, "The database does not answer; whether it was recorded is not known. Send it again.");
    }
}
