package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "lag",
        description = "Shows how far the services have read the log, and what they could not go on with.",
        mixinStandardHelpOptions = true)
final class LagCommand implements Callable<Integer> {
    private static final long EVERY_SECONDS = 1;

    @Mixin
    private final Operator operator = new Operator();

    @Option(names = "--watch", description = "Shows it anew each second, until Ctrl-C.")
    private boolean watch;

    @Option(names = "--partitions", description = "Shows each partition.")
    private boolean partitions;

    @Option(names = "--json", description = "Prints JSON; one object a look with --watch.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var terminal = Terminal.standard();
        try (var http = Operator.http()) {
            while (watch) {
                show(terminal, http);
                TimeUnit.SECONDS.sleep(EVERY_SECONDS);
            }
            return show(terminal, http) ? 0 : 1;
        }
    }

    /** False: a projection does not run. */
    private boolean show(Terminal terminal, HttpClient http) {
        Map<String, List<JsonNode>> all = new LinkedHashMap<>();
        operator.admins(http).forEach(admin -> all.put(admin.service(), admin.projections()));
        if (json) {
            terminal.line(Json.line(all));
        } else {
            all.forEach((service, projections) ->
                    projections.forEach(projection -> ProjectionLines.of(terminal, service, projection, partitions)
                            .forEach(terminal::line)));
        }
        return all.values().stream()
                .flatMap(List::stream)
                .allMatch(projection -> projection.path("state").asText().equals("RUNNING"));
    }
}
