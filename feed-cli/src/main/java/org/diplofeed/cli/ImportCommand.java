package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.diplofeed.cli.convert.KnownEntities;
import org.diplofeed.cli.convert.Skipped;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.load.Checkpoint;
import org.diplofeed.cli.load.DryRun;
import org.diplofeed.cli.load.EventFile;
import org.diplofeed.cli.load.EventLine;
import org.diplofeed.cli.load.Import;
import org.diplofeed.cli.load.Tally;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.Watch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = {
            "Puts the events of files on the record, in their order; a bad one is refused alone.",
            "What was on the record before is recognised, so that the same command can be repeated.",
            "",
            "Exit status beside the usual ones: 4, some events were refused."
        },
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final int SOME_REFUSED = 4;

    @Mixin
    private final Place place = new Place();

    @Mixin
    private final Access access = new Access();

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "NDJSON of CloudEvents, an array of them, or a story with \"reference\" and \"events\", or"
                    + " what --format says; unpacked if it ends with .gz; - for standard input.")
    private List<String> files = List.of();

    @Mixin
    private final ImportFormat format = new ImportFormat();

    @Option(names = "--url", paramLabel = "URL", description = "ingest-service (default: the local stack's).")
    private @Nullable URI url;

    @Option(names = "--dry-run", description = "Judges everything and records nothing.")
    private boolean dryRun;

    @Option(names = "--from-start", description = "Sends files from their beginning, wherever the last run stopped.")
    private boolean fromStart;

    @Option(names = "--operator", description = "With the role operator too, which may redefine what is defined.")
    private boolean operator;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Writes what was refused, with the reason, as NDJSON of {file, line, problem, event}.")
    private @Nullable Path rejects;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How long to try while nothing gets through; 0s: not at all (default: ${DEFAULT-VALUE}).")
    private String patience = "";

    @Option(names = "--json", description = "Prints the summary as JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var terminal = Terminal.standard();
        var ingest = Access.service(url, place, ServiceName.INGEST);
        format.check();
        var tally = new Tally();
        var skipped = new Skipped();
        var watch = Watch.start();
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
        try (var asking = Operator.http();
                var refused = rejects == null ? OutputStream.nullOutputStream() : Files.newOutputStream(rejects)) {
            var http = vertx.createHttpClient();
            var known =
                    new KnownEntities(new FeedApi(asking, ingest, access.token(place, roles(), "feed-import", null)));
            for (var name : files) {
                var run = new Import(
                        http,
                        ingest,
                        () -> access.token(place, roles(), "feed-import", null),
                        dryRun,
                        TokenCommand.durationOrZero(patience),
                        judge(name, refused),
                        tally);
                try (var file = format.open(name, known, skipped);
                        var _ = ImportProgress.show(file, tally)) {
                    run.run(file, checkpoint(name, ingest));
                }
            }
        } finally {
            vertx.close();
        }
        new ImportReport(tally, skipped, watch.elapsed(), dryRun).print(terminal, json);
        return tally.refused() == 0 ? 0 : SOME_REFUSED;
    }

    private Set<String> roles() {
        return operator ? Set.of("publisher", "operator") : Set.of("publisher");
    }

    private @Nullable Checkpoint checkpoint(String name, URI ingest) {
        if (dryRun || name.equals(EventFile.STANDARD_INPUT)) {
            return null;
        }
        var checkpoint = Checkpoint.of(place.data().root().resolve("imports"), Path.of(name), ingest);
        if (fromStart) {
            checkpoint.clear();
        }
        return checkpoint;
    }

    private BiFunction<EventLine, JsonNode, JsonNode> judge(String name, OutputStream refused) {
        var promised = new DryRun();
        return (line, verdict) -> {
            var last = dryRun ? promised.judge(line, verdict) : verdict;
            if (rejects != null && last.path("verdict").asText().equals("refused")) {
                reject(name, line, last.path("problem"), refused);
            }
            return last;
        };
    }

    /** The event goes back as it was sent, also where it is no JSON. */
    private static void reject(String name, EventLine line, JsonNode problem, OutputStream refused) {
        var text = new String(line.text(), StandardCharsets.UTF_8);
        try {
            refused.write((Json.line(new Rejected(name, line.number(), problem, text)) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Rejected(String file, long line, JsonNode problem, String event) {}
}
