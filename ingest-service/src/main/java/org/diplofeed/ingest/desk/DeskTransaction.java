package org.diplofeed.ingest.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.diplofeed.log.EventLedger;
import org.diplofeed.log.Trace;
import org.jspecify.annotations.Nullable;

/**
 * One batch: lock, load, decide each command against what the one before it left, append, remember. Set-based: the
 * number of statements does not grow with the batch.
 *
 * <p>Locks are taken in one order by everybody: names of records, entities and answers first (advisory, sorted),
 * streams after them (sorted).
 */
final class DeskTransaction {
    private final EventLedger ledger = new EventLedger();
    private final String topicPrefix;
    private final InstantSource clock;

    DeskTransaction(String topicPrefix, InstantSource clock) {
        this.topicPrefix = topicPrefix;
        this.clock = clock;
    }

    /** Runs groups of submissions; the outcomes have the same shape. */
    List<List<Outcome>> run(Connection connection, List<List<Submission>> groups) throws SQLException {
        var submissions = groups.stream().flatMap(Collection::stream).toList();
        List<Outcome> outcomes;
        Stream<@Nullable String> causes =
                submissions.stream().map(submission -> submission.mark().traceparent());
        try (var _ = Trace.span(Trace.Part.INTERNAL, "decide and append", causes)) {
            outcomes = outcomes(connection, submissions);
        }
        var grouped = new ArrayList<List<Outcome>>(groups.size());
        int next = 0;
        for (var group : groups) {
            grouped.add(List.copyOf(outcomes.subList(next, next + group.size())));
            next += group.size();
        }
        return grouped;
    }

    /** Decides groups of submissions as {@link #run} does, and takes it back. */
    List<List<Outcome>> check(Connection connection, List<List<Submission>> groups) throws SQLException {
        var before = connection.setSavepoint();
        var outcomes = run(connection, groups);
        connection.rollback(before);
        return outcomes;
    }

    private List<Outcome> outcomes(Connection connection, List<Submission> submissions) throws SQLException {
        var needs = submissions.stream()
                .map(submission -> submission.command().needs())
                .toList();
        lockNames(connection, submissions, needs);
        var identities = submissions.stream()
                .map(Submission::once)
                .flatMap(Stream::ofNullable)
                .map(Submission.Once::identity)
                .toList();
        var answers = AnswerRows.find(connection, identities);
        var register = new Register();
        RegisterRows.loadRecords(connection, union(needs, Needs::records), register);
        RegisterRows.loadReferences(connection, union(needs, Needs::defines), union(needs, Needs::mentions), register);
        RegisterRows.loadMeetings(connection, union(needs, Needs::meetings), register);

        var streams = new LinkedHashSet<String>();
        submissions.forEach(
                submission -> submission.command().streams(register).forEach(stream -> streams.add(stream.toString())));
        var heads = ledger.lock(connection, streams);
        var held = register.holds() ? HeldRows.lastVersions(connection, streams) : Map.<String, Long>of();

        var batch =
                new Batch(topicPrefix, clock.instant().truncatedTo(ChronoUnit.MICROS), register, answers, heads, held);
        submissions.forEach(batch::decide);
        var appended = ledger.append(connection, heads, batch.toAppend());
        var outcomes = batch.finish(appended);

        HeldRows.save(connection, batch.toHold());
        RegisterRows.saveRecords(connection, batch.changedRecords());
        RegisterRows.saveReferences(connection, batch.changedReferences());
        RegisterRows.saveMeetings(connection, batch.changedMeetings());
        AnswerRows.save(connection, batch.newAnswers());
        return outcomes;
    }

    private static void lockNames(Connection connection, List<Submission> submissions, List<Needs> needs)
            throws SQLException {
        EventLedger.lockNames(
                connection,
                LongStream.concat(
                        submissions.stream()
                                .map(Submission::once)
                                .flatMap(Stream::ofNullable)
                                .mapToLong(Submission.Once::lock),
                        needs.stream().flatMap(Needs::locks).mapToLong(EventLedger::nameLock)));
    }

    private static <T> Set<T> union(List<Needs> needs, java.util.function.Function<Needs, Set<T>> part) {
        var all = new LinkedHashSet<T>();
        needs.forEach(need -> all.addAll(part.apply(need)));
        return all;
    }
}
