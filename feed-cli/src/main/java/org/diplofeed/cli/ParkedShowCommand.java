package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows what waits in a stream: type, version, size, place; never content.",
        mixinStandardHelpOptions = true)
final class ParkedShowCommand implements Callable<Integer> {
    @Mixin
    private final ParkedStreams parked = new ParkedStreams();

    @Parameters(paramLabel = "STREAM", description = "As in statement/st.x.")
    private String stream = "";

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        List<JsonNode> events = parked.of(stream, admin -> admin.events(stream));
        if (parked.asJson()) {
            terminal.line(Json.line(events));
        } else {
            events.forEach(event -> terminal.line(row(event)));
        }
        return 0;
    }

    private static String row(JsonNode event) {
        return String.format(
                Locale.ROOT,
                "  version %-5d %-36s %,8d bytes  %s/%d@%d",
                event.path("version").asLong(),
                event.path("type").asText(),
                event.path("bytes").asLong(),
                event.path("topic").asText(),
                event.path("partition").asInt(),
                event.path("offset").asLong());
    }
}
