package org.diplofeed.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Coalesces concurrent commands into one transaction per batch, with a result per command: one commit for many costs
 * about what one commit for one costs.
 *
 * <p>A batch that fails is rolled back and run again command by command, each in a transaction of its own, so that only
 * the culprit fails. A transient failure (deadlock, serialization) repeats the whole batch first. Refusals are results,
 * not exceptions.
 *
 * @param <C> a command
 * @param <R> what came of it
 */
public final class GroupCommit<C, R> implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(GroupCommit.class);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** Runs the commands of a batch in one transaction; called again, with fewer commands, after a rollback. */
    public interface BatchTransaction<C, R> {
        /** {@return a result per command, in the same order} */
        List<R> run(Connection connection, List<C> commands) throws SQLException;
    }

    /**
     * How commands are grouped.
     *
     * @param batchSize most commands in one transaction
     * @param linger how long the first command of a batch waits for others
     * @param queueCapacity how many commands may wait; more are refused with {@link QueueFull}
     * @param lanes how many transactions run at a time, each on a connection of its own
     * @param transactionTimeout after which Postgres gives up on a statement, a lock or a stalled transaction
     * @param transientAttempts how often a batch is tried that fails transiently
     */
    public record Settings(
            int batchSize,
            Duration linger,
            int queueCapacity,
            int lanes,
            Duration transactionTimeout,
            int transientAttempts) {
        /** 256 commands or 2 ms, 4,096 waiting, 2 lanes, 10 s, 5 attempts. */
        public static Settings defaults() {
            return new Settings(256, Duration.ofMillis(2), 4096, 2, Duration.ofSeconds(10), 5);
        }
    }

    private record Pending<C, R>(C command, long since, CompletableFuture<R> result) {}

    private final DataSource database;
    private final Settings settings;
    private final BatchTransaction<C, R> transaction;
    private final Runnable afterCommit;
    private final ArrayBlockingQueue<Pending<C, R>> queue;
    private final List<Thread> lanes = new ArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    private GroupCommit(
            String name,
            DataSource database,
            Settings settings,
            BatchTransaction<C, R> transaction,
            Runnable afterCommit) {
        this.database = database;
        this.settings = settings;
        this.transaction = transaction;
        this.afterCommit = afterCommit;
        this.queue = new ArrayBlockingQueue<>(settings.queueCapacity());
        for (int lane = 0; lane < settings.lanes(); lane++) {
            lanes.add(
                    Thread.ofVirtual().name("group-commit-" + name + "-" + lane).unstarted(this::commitBatches));
        }
    }

    /**
     * Starts grouping.
     *
     * @param name for thread names
     * @param afterCommit run after each commit and before its results are handed out; {@link Relay#wake} as a rule
     */
    public static <C, R> GroupCommit<C, R> start(
            String name,
            DataSource database,
            Settings settings,
            BatchTransaction<C, R> transaction,
            Runnable afterCommit) {
        var group = new GroupCommit<C, R>(name, database, settings, transaction, afterCommit);
        group.lanes.forEach(Thread::start);
        return group;
    }

    /**
     * Hands a command over.
     *
     * @return its result; fails with {@link QueueFull} at once, with {@link OutcomeUnknown}, or with what the
     *     transaction threw for this command
     */
    public CompletableFuture<R> submit(C command) {
        var pending = new Pending<C, R>(command, System.nanoTime(), new CompletableFuture<>());
        if (closed.get()) {
            pending.result().completeExceptionally(new IllegalStateException("closed"));
        } else if (!queue.offer(pending)) {
            pending.result().completeExceptionally(new QueueFull(settings.queueCapacity()));
        } else if (closed.get() && queue.remove(pending)) {
            pending.result().completeExceptionally(new IllegalStateException("closed"));
        }
        return pending.result();
    }

    /** How many commands wait. */
    public int waiting() {
        return queue.size();
    }

    private void commitBatches() {
        try {
            while (!closed.get() || !queue.isEmpty()) {
                var batch = nextBatch();
                if (!batch.isEmpty()) {
                    commit(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Pending<C, R>> nextBatch() throws InterruptedException {
        var batch = new ArrayList<Pending<C, R>>();
        var first = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return batch;
        }
        batch.add(first);
        long until = first.since() + settings.linger().toNanos();
        while (true) {
            queue.drainTo(batch, settings.batchSize() - batch.size());
            long left = until - System.nanoTime();
            if (batch.size() >= settings.batchSize() || left <= 0 || closed.get()) {
                return batch;
            }
            var next = queue.poll(left, TimeUnit.NANOSECONDS);
            if (next != null) {
                batch.add(next);
            }
        }
    }

    private void commit(List<Pending<C, R>> batch) {
        try {
            run(batch);
        } catch (Transactions.CommitUnknown e) {
            batch.forEach(pending -> pending.result().completeExceptionally(new OutcomeUnknown()));
        } catch (SQLException | RuntimeException | StackOverflowError e) {
            if (batch.size() == 1 || Faults.isTransient(e)) {
                var failure = e instanceof SQLException sql ? new TransactionFailed(sql) : e;
                batch.forEach(pending -> pending.result().completeExceptionally(failure));
                return;
            }
            LOGGER.atWarn()
                    .addKeyValue("commands", batch.size())
                    .addKeyValue("fault", Faults.describe(e))
                    .log("batch failed, running its commands one by one");
            batch.forEach(pending -> commit(List.of(pending)));
        }
    }

    private void run(List<Pending<C, R>> batch) throws SQLException {
        var commands = batch.stream().map(Pending::command).toList();
        for (int attempt = 1; ; attempt++) {
            try {
                var results = Transactions.run(
                        database, settings.transactionTimeout(), connection -> checked(connection, commands));
                afterCommit.run();
                for (int i = 0; i < results.size(); i++) {
                    batch.get(i).result().complete(results.get(i));
                }
                return;
            } catch (Transactions.CommitUnknown e) {
                throw e;
            } catch (SQLException e) {
                if (!Faults.isTransient(e) || attempt >= settings.transientAttempts()) {
                    throw e;
                }
            }
        }
    }

    private List<R> checked(Connection connection, List<C> commands) throws SQLException {
        var results = transaction.run(connection, commands);
        if (results.size() != commands.size()) {
            throw new IllegalStateException(commands.size() + " commands got " + results.size() + " results");
        }
        return results;
    }

    /** Takes no more commands, finishes those that wait, and fails what is left after twice the transaction timeout. */
    @Override
    public void close() {
        closed.set(true);
        long until = System.nanoTime()
                + settings.transactionTimeout().multipliedBy(2).toNanos();
        for (var lane : lanes) {
            if (!Threads.join(lane, until)) {
                lane.interrupt();
            }
        }
        var left = new ArrayList<Pending<C, R>>();
        queue.drainTo(left);
        left.forEach(pending -> pending.result().completeExceptionally(new IllegalStateException("closed")));
    }
}
