package org.diplofeed.ingest.events;

import static org.diplofeed.web.ProblemType.BODY_TOO_LARGE;
import static org.diplofeed.web.ProblemType.INTERNAL;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.diplofeed.events.FeedJson;
import org.diplofeed.ingest.audit.Audit;
import org.diplofeed.ingest.desk.DatabaseAway;
import org.diplofeed.ingest.desk.Desk;
import org.diplofeed.ingest.desk.DeskConfig;
import org.diplofeed.ingest.desk.Outcome;
import org.diplofeed.ingest.desk.Submission;
import org.diplofeed.ingest.desk.TransactionLost;
import org.diplofeed.ingest.door.Sender;
import org.diplofeed.web.Problem;
import org.diplofeed.web.ProblemException;
import org.diplofeed.web.StrictJson;
import org.jspecify.annotations.Nullable;

/**
 * Many events in one request. They go onto the record chunk by chunk in their order, while the next chunk is read; a
 * bad one is refused alone. At most two chunks and a megabyte that was read ahead are in memory, so a slow database
 * slows the sender down. When the desk has no room the answer ends there: what was accepted is a prefix, and whoever
 * sends again begins behind it.
 */
@ApplicationScoped
public class Bulk {
    private static final int BYTES_A_VERDICT = 256;

    /** A line, read: a submission, or why it is none. */
    private record Read(
            long line,
            @Nullable Submission submission,
            @Nullable Problem problem) {}

    /** What the events are sent for. */
    enum Purpose {
        RECORD,
        CHECK
    }

    /** Whose request it is that the lines came in, and what for. */
    record Origin(Sender sender, String requestId, Purpose purpose) {}

    private record Chunk(Origin origin, List<Read> lines, CompletableFuture<List<Outcome>> outcomes) {}

    private final Desk desk;
    private final Audit audit;
    private final int chunkSize;

    Bulk(Desk desk, Audit audit, DeskConfig config) {
        this.desk = desk;
        this.audit = audit;
        this.chunkSize = config.bulkChunk();
    }

    /** Reads lines to the end and writes a verdict for each as soon as it is durable, or known. */
    void stream(InputStream body, Origin origin, OutputStream verdicts) throws IOException {
        try (var ahead = ReadAhead.of(body)) {
            stream(new Lines(ahead), origin, verdicts);
        }
    }

    private void stream(Lines lines, Origin origin, OutputStream verdicts) throws IOException {
        var chunk = new ArrayList<Read>(chunkSize);
        @Nullable Chunk underWay = null;
        for (var line = lines.next(); line != null; line = lines.next()) {
            chunk.add(read(line, origin.sender()));
            // A sender that waits for verdicts before it sends more gets them.
            boolean waits = !lines.ready();
            if (waits || chunk.size() >= chunkSize) {
                underWay = follow(underWay, origin, chunk, verdicts);
            }
            if (waits) {
                write(verdicts(underWay), verdicts);
                underWay = null;
            }
        }
        if (!chunk.isEmpty()) {
            underWay = follow(underWay, origin, chunk, verdicts);
        }
        write(verdicts(underWay), verdicts);
    }

    /** Submits a chunk when what came of the one before it is known, and tells of that one while it is under way. */
    private Chunk follow(@Nullable Chunk before, Origin origin, List<Read> lines, OutputStream out) throws IOException {
        var known = verdicts(before);
        try {
            return submit(origin, List.copyOf(lines));
        } finally {
            lines.clear();
            write(known, out); // Also where the desk has no room for what follows.
        }
    }

    /** The verdicts for a batch. */
    List<Verdict> batch(JsonNode events, Origin origin) {
        var all = new ArrayList<Verdict>(events.size());
        var chunk = new ArrayList<Read>(chunkSize);
        for (int i = 0; i < events.size(); i++) {
            chunk.add(read(i + 1L, events.path(i), origin.sender()));
            if (chunk.size() >= chunkSize || i == events.size() - 1) {
                all.addAll(verdicts(submit(origin, List.copyOf(chunk))));
                chunk.clear();
            }
        }
        return all;
    }

    private static Read read(Lines.Line line, Sender sender) {
        var bytes = line.bytes();
        if (bytes == null) {
            return new Read(
                    line.number(),
                    null,
                    Problem.of(BODY_TOO_LARGE, "A line has at most " + StrictJson.MAX_BYTES + " bytes."));
        }
        try {
            return read(line.number(), StrictJson.parse(bytes), sender);
        } catch (ProblemException e) {
            return new Read(line.number(), null, e.problem());
        }
    }

    private static Read read(long number, JsonNode event, Sender sender) {
        try {
            return new Read(number, CloudEventReader.read(event, sender), null);
        } catch (ProblemException e) {
            return new Read(number, null, e.problem());
        }
    }

    private Chunk submit(Origin origin, List<Read> lines) {
        var submissions = lines.stream()
                .map(Read::submission)
                .<Submission>mapMulti((submission, to) -> {
                    if (submission != null) {
                        to.accept(submission);
                    }
                })
                .toList();
        return new Chunk(
                origin,
                lines,
                submissions.isEmpty()
                        ? CompletableFuture.completedFuture(List.of())
                        : take(submissions, origin.purpose()));
    }

    private CompletableFuture<List<Outcome>> take(List<Submission> submissions, Purpose purpose) {
        return switch (purpose) {
            case RECORD -> desk.submitInOrder(submissions);
            case CHECK -> desk.check(submissions);
        };
    }

    private static void write(List<Verdict> verdicts, OutputStream out) throws IOException {
        if (verdicts.isEmpty()) {
            return;
        }
        var text = new ByteArrayOutputStream(BYTES_A_VERDICT * verdicts.size());
        for (var verdict : verdicts) {
            text.writeBytes(FeedJson.mapper().writeValueAsBytes(verdict));
            text.write('\n');
        }
        text.writeTo(out);
        out.flush();
    }

    private List<Verdict> verdicts(@Nullable Chunk chunk) {
        if (chunk == null) {
            return List.of();
        }
        var outcomes = outcomes(chunk).iterator();
        var verdicts = new ArrayList<Verdict>(chunk.lines().size());
        for (var line : chunk.lines()) {
            var problem = line.problem();
            var outcome = problem != null ? new Outcome.Refused(problem) : outcomes.next();
            if (outcome instanceof Outcome.Refused refused && chunk.origin().purpose() == Purpose.RECORD) {
                note(chunk.origin(), line, refused.problem());
            }
            verdicts.add(
                    switch (chunk.origin().purpose()) {
                        case RECORD -> Verdict.of(line.line(), outcome);
                        case CHECK -> Verdict.of(line.line(), outcome).ofCheck();
                    });
        }
        return verdicts;
    }

    private void note(Origin origin, Read line, Problem problem) {
        var submission = line.submission();
        audit.note(
                origin.sender().subject(),
                "POST /v1/events",
                submission == null
                        ? "line " + line.line()
                        : submission.mark().source() + " " + submission.mark().id(),
                problem,
                origin.requestId());
    }

    private List<Outcome> outcomes(Chunk chunk) {
        try {
            return desk.await(chunk.outcomes());
        } catch (TransactionLost | DatabaseAway _) {
            return oneByOne(chunk);
        }
    }

    /**
     * A chunk that fails as a whole is put on the record event by event, so that only the culprit fails.
     *
     * @throws DatabaseAway when the database still does not answer: no event is refused for that
     */
    private List<Outcome> oneByOne(Chunk chunk) {
        var outcomes = new ArrayList<Outcome>();
        for (var line : chunk.lines()) {
            var submission = line.submission();
            if (submission != null) {
                outcomes.add(alone(submission, chunk.origin().purpose()));
            }
        }
        return outcomes;
    }

    private Outcome alone(Submission submission, Purpose purpose) {
        try {
            return desk.await(take(List.of(submission), purpose)).getFirst();
        } catch (TransactionLost _) {
            return new Outcome.Refused(Problem.of(INTERNAL, "The event could not be stored."));
        }
    }
}
