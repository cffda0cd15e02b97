package org.diplofeed.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final GroupCommit.Settings ONE_LANE =
            new GroupCommit.Settings(64, Duration.ofMillis(50), 100, 1, Duration.ofSeconds(5), 3);

    private static List<String> insert(Connection connection, List<String> commands) throws SQLException {
        try (var insert = connection.prepareStatement("insert into applied (payload) values (?)")) {
            for (var command : commands) {
                insert.setString(1, command);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return commands.stream().map(command -> command + " done").toList();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Test
    void concurrent_commands_share_transactions_and_each_gets_its_own_result() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var commits = new AtomicInteger();
        var results = new ArrayList<CompletableFuture<String>>();
        try (var group = GroupCommit.<String, String>start(
                "test", database.source(), ONE_LANE, GroupCommitTest::insert, commits::incrementAndGet)) {

            // when
            for (int i = 0; i < 60; i++) {
                results.add(group.submit("c" + i));
            }

            // then
            for (int i = 0; i < 60; i++) {
                assertThat(get(results.get(i))).isEqualTo("c" + i + " done");
            }
        }
        assertThat(database.number("select count(*) from applied")).isEqualTo(60);
        assertThat(commits.get()).isLessThan(60);
    }

    @Test
    void a_command_that_breaks_its_batch_fails_alone() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var results = new ArrayList<CompletableFuture<String>>();
        try (var group = GroupCommit.<String, String>start(
                "test", database.source(), ONE_LANE, GroupCommitTest::insert, () -> {})) {

            // when
            for (var command : List.of("a", "b", Recording.SQL, "c")) {
                results.add(group.submit(command));
            }

            // then
            assertThat(get(results.get(0))).isEqualTo("a done");
            assertThat(get(results.get(1))).isEqualTo("b done");
            assertThatThrownBy(() -> get(results.get(2)))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TransactionFailed.class)
                    .rootCause()
                    .hasNoCause()
                    .hasMessageNotContaining("Failing row");
            assertThat(get(results.get(3))).isEqualTo("c done");
        }
        assertThat(database.texts("select payload from applied order by 1")).containsExactly("a", "b", "c");
    }

    @Test
    void a_deadlock_repeats_the_batch() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var attempts = new AtomicInteger();
        try (var group = GroupCommit.<String, String>start(
                "test",
                database.source(),
                ONE_LANE,
                (connection, commands) -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new SQLException("deadlock", "40P01");
                    }
                    return insert(connection, commands);
                },
                () -> {})) {

            // when
            var result = get(group.submit("a"));

            // then
            assertThat(result).isEqualTo("a done");
            assertThat(attempts).hasValue(3);
        }
    }

    @Test
    void a_commit_of_unknown_outcome_is_never_repeated() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var unreliable = new UnreliableCommits(database.source());
        try (var group = GroupCommit.<String, String>start(
                "test", unreliable.source(), ONE_LANE, GroupCommitTest::insert, () -> {})) {
            get(group.submit("known"));

            // when
            var unknown = group.submit("unknown");

            // then
            assertThatThrownBy(() -> get(unknown)).hasCauseInstanceOf(OutcomeUnknown.class);
        }
        assertThat(database.texts("select payload from applied order by 1")).containsExactly("known", "unknown");
    }

    @Test
    void a_full_queue_refuses_at_once_and_close_finishes_what_waits() throws Exception {
        // given
        var database = LogDatabase.fresh();
        var small = new GroupCommit.Settings(1, Duration.ZERO, 1, 1, Duration.ofSeconds(5), 1);
        var started = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CompletableFuture<String> running;
        CompletableFuture<String> waiting;
        CompletableFuture<String> refused;
        try (var group = GroupCommit.<String, String>start(
                "test",
                database.source(),
                small,
                (connection, commands) -> {
                    started.countDown();
                    awaitQuietly(goOn);
                    return insert(connection, commands);
                },
                () -> {})) {
            running = group.submit("running");
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            waiting = group.submit("waiting");

            // when
            refused = group.submit("refused");
            goOn.countDown();
        }

        // then
        assertThatThrownBy(() -> get(refused)).hasCauseInstanceOf(QueueFull.class);
        assertThat(get(running)).isEqualTo("running done");
        assertThat(get(waiting)).isEqualTo("waiting done");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let it go on");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
