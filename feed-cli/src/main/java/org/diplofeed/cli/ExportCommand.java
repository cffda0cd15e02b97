package org.diplofeed.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.diplofeed.cli.backup.Export;
import org.diplofeed.cli.backup.OffsetExport;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = {
            "Writes the log into a file: a CloudEvent a line, in the order of recording, with ids, versions and times.",
            "Without a filter it is a backup, which feed restore puts into an empty system. It holds restricted records."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    @Mixin
    private final Operator operator = new Operator();

    @Parameters(paramLabel = "FILE", description = "Where to; packed if it ends with .gz; - for standard output.")
    private String file = "";

    @Option(names = "--topic", paramLabel = "TOPIC", description = "statements, meetings, reference or shifts alone.")
    private @Nullable String topic;

    @Option(names = "--stream", paramLabel = "STREAM", description = "One stream alone, as in statement/st.x.")
    private @Nullable String stream;

    @Option(names = "--since", paramLabel = "TIME", description = "Recorded then or later.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Recorded then or earlier.")
    private @Nullable String until;

    @Option(
            names = "--partition",
            paramLabel = "N",
            description = "Of the topic alone, in the order of the log, each line with its offset; what is on the log"
                    + " and no event is told.")
    private @Nullable Integer partition;

    @Option(names = "--from-offset", paramLabel = "N", description = "Of the partition, from this offset on.")
    private @Nullable Long fromOffset;

    @Option(names = "--to-offset", paramLabel = "N", description = "Of the partition, up to this offset, without it.")
    private @Nullable Long toOffset;

    @Option(
            names = "--without-restricted",
            description = "Leaves out streams that hold or quote what is or was restricted. Such a file is for handing"
                    + " on, not for a restore.")
    private boolean withoutRestricted;

    @Option(
            names = "--although-parked",
            description = "Also while the timeline has parked streams: what they would tell is then never told after a"
                    + " restore.")
    private boolean althoughParked;

    @Option(names = "--force", description = "Overwrites FILE.")
    private boolean force;

    @Option(names = "--json", description = "Prints what was written as JSON, on standard error for FILE -.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        boolean standard = file.equals(STANDARD_OUTPUT);
        var terminal = standard ? Terminal.error() : Terminal.standard();
        if ((partition == null && (fromOffset != null || toOffset != null)) || (partition != null && topic == null)) {
            throw new StackFailure("offsets are those of a partition: say --topic and --partition");
        }
        if (!standard && !force && Files.exists(Path.of(file))) {
            throw new StackFailure(file + " is there already: say --force to overwrite it");
        }
        long began = System.nanoTime();
        try (var http = Operator.http();
                var progress = EventProgress.show("export")) {
            var ingest = operator.admin(http, ServiceName.INGEST);
            var timeline = operator.admin(http, ServiceName.TIMELINE);
            if (partition != null && topic != null) {
                var owner = topic.equals("shifts") ? timeline : ingest;
                var export = new OffsetExport(owner.api(), InstantSource.system());
                var range = new OffsetExport.Range(topic, partition, fromOffset, toOffset);
                tell(terminal, written(out -> export.write(range, filter(), out, progress)));
                return 0;
            }
            var filter = filter();
            long parked = filter.isEmpty() ? timeline.parkedCount() : 0;
            if (parked > 0 && !althoughParked) {
                throw new StackFailure(parked + " streams are parked in timeline-service. What they would tell is not"
                        + " told yet, and would never be after a restore: mend them first, or say --although-parked");
            }
            var export = new Export(ingest.api(), timeline.api(), InstantSource.system());
            tell(
                    terminal,
                    written(out -> export.write(filter, out, progress)),
                    Duration.ofNanos(System.nanoTime() - began));
        }
        return 0;
    }

    /** Something that writes lines. */
    private interface Writing<T> {
        T to(OutputStream out);
    }

    /** Writes into the file, which is there when it is whole. */
    private <T> T written(Writing<T> writing) throws IOException {
        if (file.equals(STANDARD_OUTPUT)) {
            return writing.to(new BufferedOutputStream(System.out));
        }
        var part = Path.of(file + ".part");
        T report;
        try (OutputStream out = new BufferedOutputStream(
                file.endsWith(".gz")
                        ? new GZIPOutputStream(Files.newOutputStream(part))
                        : Files.newOutputStream(part))) {
            report = writing.to(out);
        }
        Files.move(part, Path.of(file), StandardCopyOption.REPLACE_EXISTING);
        return report;
    }

    private Map<String, String> filter() {
        var filter = new LinkedHashMap<String, String>();
        put(filter, "topic", topic);
        put(filter, "stream", stream);
        put(filter, "since", since);
        put(filter, "until", until);
        if (withoutRestricted) {
            filter.put("restricted", "false");
        }
        return filter;
    }

    private static void put(Map<String, String> filter, String name, @Nullable String value) {
        if (value != null) {
            filter.put(name, value);
        }
    }

    private void tell(Terminal terminal, Export.Report report, Duration took) {
        if (json) {
            terminal.line(Json.line(new Told(
                    file,
                    report.events(),
                    report.total(),
                    report.completeUntil().toString(),
                    report.whole(),
                    !withoutRestricted,
                    report.sha256(),
                    took.toMillis())));
            return;
        }
        terminal.line(terminal.good("✓ ")
                + "%,d events in %s, %,d/s: %s"
                        .formatted(
                                report.total(),
                                Terminal.seconds(took),
                                report.total() * 1_000 / Math.max(1, took.toMillis()),
                                report.events()));
        terminal.line("  nothing is missing up to " + report.completeUntil()
                + (report.whole() ? ", and it can be restored" : "; it is a part and cannot be restored"));
        if (!withoutRestricted) {
            terminal.line("  it holds restricted records: keep it as you keep the database");
        }
    }

    private void tell(Terminal terminal, OffsetExport.Report report) {
        if (json) {
            terminal.line(Json.line(report));
            return;
        }
        terminal.line(terminal.good("✓ ")
                + "%,d events of %s, partition %d, offsets %d to %d"
                        .formatted(report.events(), topic, partition, report.from(), report.to()));
        if (report.unrecorded() > 0) {
            terminal.line(terminal.bad("✗ ")
                    + "%,d records stand there that are no events, or nobody here recorded: lines of type"
                            .formatted(report.unrecorded())
                    + " diplofeed.export.unrecorded.v1");
        }
        terminal.line("  it is a part and cannot be restored");
        if (!withoutRestricted) {
            terminal.line("  it holds restricted records: keep it as you keep the database");
        }
    }

    private record Told(
            String file,
            Map<String, Long> byTopic,
            long events,
            String completeUntil,
            boolean whole,
            boolean restricted,
            String sha256,
            long millis) {}
}
