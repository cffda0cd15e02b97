package org.diplofeed.log;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** What operators do about parked streams. */
public final class ParkedStreams {
    /** What came of a retry. */
    public sealed interface Outcome {
        /** Nothing waits any more. */
        record Released(long applied) implements Outcome {}

        /** So many events were applied, then it stopped again. */
        record StillParked(long applied, ParkedStream at) implements Outcome {}

        /** No such stream is parked. */
        record NotParked() implements Outcome {}
    }

    public ParkedStreams(DataSource database, Projection projection) {}

    public List<ParkedStream> list(int limit) throws SQLException {
        return List.of();
    }

    public long count() throws SQLException {
        return 0;
    }

    public List<ParkedEvent> inspect(String streamId, int limit) throws SQLException {
        return List.of();
    }

    public Outcome dryRun(String streamId) throws SQLException {
        return new Outcome.NotParked();
    }

    public Outcome retry(String streamId) throws SQLException {
        return new Outcome.NotParked();
    }

    public Outcome skip(String streamId, String reason, String by) throws SQLException {
        return new Outcome.NotParked();
    }
}
