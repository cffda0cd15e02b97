package org.diplofeed.alert.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.diplofeed.alert.Eventually.eventually;
import static org.diplofeed.alert.Samples.recorded;
import static org.diplofeed.alert.Samples.shift;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.diplofeed.alert.AlertDatabase;
import org.diplofeed.alert.rehearsal.Rehearsal.State;
import org.diplofeed.events.FeedEvent;
import org.diplofeed.events.ShiftConfirmed;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that plays a rehearsal is ended by SIGKILL, and another goes on. */
class KilledRehearsalTest {
    private static final Instant AT = Instant.parse("2030-02-01T09:00:00Z");
    private static final Instant DAY = Instant.parse("2030-03-01T00:00:00Z");
    private static final int EVENTS = 1_000;

    private final AlertDatabase database = new AlertDatabase();
    private final Rehearsals rehearsals = new Rehearsals(database.source());

    @Test
    void a_killed_rehearsal_goes_on_where_it_was_and_tells_everything_once()
            throws SQLException, IOException, InterruptedException {
        // given
        database.sandbox("sub_sand", "http://127.0.0.1:9/");
        database.project(IntStream.range(0, EVENTS)
                .mapToObj(i -> new ShiftConfirmed(shift("s" + i, AT), i + 1, recorded("s" + i, AT.plusSeconds(60))))
                .toArray(FeedEvent[]::new));
        var draft = new RehearsalDraft("sub_sand", DAY, DAY.plusSeconds(EVENTS + 1), 1_000);
        rehearsals.begin(draft, "operator", AT);
        var doomed = DoomedPlayer.start((PGSimpleDataSource) database.source());
        eventually(() -> rehearsals.list().getFirst(), now -> now.alerts() > 0);

        // when
        doomed.destroyForcibly();
        assertThat(doomed.waitFor(30, TimeUnit.SECONDS)).isTrue();
        var killed = rehearsals.list().getFirst();
        while (rehearsals.list().getFirst().state() == State.RUNNING) {
            rehearsals.step();
        }

        // then
        assertThat(killed.state()).isEqualTo(State.RUNNING);
        assertThat(killed.alerts()).isBetween(1L, EVENTS - 1L);
        var done = rehearsals.list().getFirst();
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.alerts()).isEqualTo(EVENTS);
        assertThat(database.texts("select about_id from alert order by sequence"))
                .isEqualTo(IntStream.range(0, EVENTS).mapToObj(i -> "s" + i).toList());
        assertThat(database.texts("select count(*) || ' ' || count(distinct alert_id) from delivery"))
                .containsExactly(EVENTS + " " + EVENTS);
    }
}
