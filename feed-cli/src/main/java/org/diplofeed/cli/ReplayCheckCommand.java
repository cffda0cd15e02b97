package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.stack.ServiceName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = {
            "Says what would come of reading a part of the log anew; nothing is written and nobody is told.",
            "Exit status beside the usual ones: 4, streams would park."
        },
        mixinStandardHelpOptions = true)
final class ReplayCheckCommand implements Callable<Integer> {
    private static final int WOULD_PARK = 4;

    @Mixin
    private final Operator operator = new Operator();

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            defaultValue = "TIMELINE",
            description = "timeline or alert (default: ${DEFAULT-VALUE}).")
    private ServiceName projection = ServiceName.TIMELINE;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "By its whole name, as in diplofeed.statements.")
    private @Nullable String topic;

    @Option(names = "--partition", paramLabel = "N", description = "Of the topic.")
    private @Nullable String partition;

    @Option(names = "--from-offset", paramLabel = "N", description = "From this offset on.")
    private @Nullable String from;

    @Option(names = "--to-offset", paramLabel = "N", description = "Up to this offset, without it.")
    private @Nullable String to;

    @Option(names = "--stream", paramLabel = "STREAM", description = "One stream alone, as in statement/st.x.")
    private @Nullable String stream;

    @Option(names = "--since", paramLabel = "TIME", description = "Recorded then or later.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Recorded then or earlier.")
    private @Nullable String until;

    @Option(names = "--limit", paramLabel = "N", description = "Most events.")
    private @Nullable String limit;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        try (var http = Operator.http()) {
            var name = projection.name().toLowerCase(Locale.ROOT);
            var path = new StringBuilder("/v1/admin/projections/" + name + "/replay-check?");
            add(path, "topic", topic);
            add(path, "partition", partition);
            add(path, "from", from);
            add(path, "to", to);
            add(path, "stream", stream);
            add(path, "since", since);
            add(path, "until", until);
            add(path, "limit", limit);
            var report = FeedApi.expect(
                            "checking", operator.admin(http, projection).api().get(path.toString()))
                    .body();
            if (json) {
                terminal.line(report.toString());
            } else {
                tell(terminal, report);
            }
            return report.path("parked").asLong() == 0 ? 0 : WOULD_PARK;
        }
    }

    private static void add(StringBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                    .append('&');
        }
    }

    private static void tell(Terminal terminal, JsonNode report) {
        terminal.line("%,d events read%s, %,d would take effect, %,d stand on the log twice, %,d are applied now"
                .formatted(
                        report.path("read").asLong(),
                        report.path("whole").asBoolean() ? "" : " (the limit)",
                        report.path("applied").asLong(),
                        report.path("duplicates").asLong(),
                        report.path("known").asLong()));
        report.path("byType")
                .properties()
                .forEach(type ->
                        terminal.line("  %,10d  %s".formatted(type.getValue().asLong(), type.getKey())));
        report.path("told")
                .properties()
                .forEach(type -> terminal.line(
                        "  %,10d  %s would be told".formatted(type.getValue().asLong(), type.getKey())));
        report.path("stopped")
                .forEach(stopped -> terminal.line(terminal.bad("✗ ")
                        + "%s would park at version %d: %s, %s"
                                .formatted(
                                        stopped.path("streamId").asText(),
                                        stopped.path("version").asLong(),
                                        stopped.path("reason").asText(),
                                        stopped.path("fault").asText())));
    }
}
