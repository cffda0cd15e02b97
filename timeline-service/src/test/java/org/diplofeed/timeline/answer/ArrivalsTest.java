package org.diplofeed.timeline.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.diplofeed.timeline.follow.Arrivals;
import org.diplofeed.timeline.generation.Generations;
import org.junit.jupiter.api.Test;

/** What is waited for may be read by another instance: of it this one sees no more than the database. */
@QuarkusTest
@QuarkusTestResource(RunningFeed.class)
class ArrivalsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Inject
    Arrivals arrivals;

    @Inject
    Generations generations;

    @Test
    void each_of_many_is_told_of_its_own_and_of_nothing_else() throws Exception {
        // given
        var waiting = IntStream.range(0, 50)
                .mapToObj(i -> arrivals.of(Map.of("statement/st.arrives." + i, 2L), PATIENCE))
                .toList();
        var both = arrivals.of(Map.of("statement/st.arrives.0", 2L, "statement/st.arrives.late", 1L), PATIENCE);

        // when another instance reads them, first up to the version before
        for (int i = 0; i < waiting.size(); i++) {
            read("statement/st.arrives." + i, 1);
        }
        for (int i = 0; i < waiting.size() - 1; i++) {
            read("statement/st.arrives." + i, 3);
        }

        // then
        CompletableFuture.allOf(waiting.subList(0, waiting.size() - 1).toArray(CompletableFuture[]::new))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(waiting.getLast()).isNotDone();
        assertThat(both).isNotDone();

        // when
        read("statement/st.arrives.late", 1);
        read("statement/st.arrives." + (waiting.size() - 1), 2);

        // then
        both.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        waiting.getLast().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void what_is_there_already_needs_no_more_than_a_look() throws Exception {
        // given
        read("statement/st.arrives.before", 7);

        // when
        var told = arrivals.of(Map.of("statement/st.arrives.before", 7L), PATIENCE);

        // then
        told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void what_does_not_come_is_late() {
        // when
        var told = arrivals.of(Map.of("statement/st.never", 1L), Duration.ofMillis(1));

        // then
        assertThatThrownBy(() -> told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(TimeoutException.class);
    }

    private void read(String stream, long version) throws SQLException {
        try (var connection = generations.database(generations.live()).getConnection();
                var seen = connection.prepareStatement("""
                        insert into stream_seen (projection, stream_id, version) values ('timeline', ?, ?)
                        on conflict (projection, stream_id) do update set version = excluded.version
                        """)) {
            seen.setString(1, stream);
            seen.setLong(2, version);
            seen.executeUpdate();
        }
    }
}
