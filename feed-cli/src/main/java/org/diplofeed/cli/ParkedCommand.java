package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "parked",
        description = {
            "Streams that a service could not go on with, while all others went on.",
            "Without a command lists them."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            ParkedShowCommand.class,
            ParkedRetryCommand.class,
            ParkedSkipCommand.class,
            ParkedForecastCommand.class,
            ParkedResumeCommand.class
        })
final class ParkedCommand implements Callable<Integer> {
    @Mixin
    private final ParkedStreams parked = new ParkedStreams();

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        var streams = new ArrayList<JsonNode>();
        parked.each((_, found) -> streams.addAll(found));
        if (parked.asJson()) {
            terminal.line(Json.line(streams));
        } else if (streams.isEmpty()) {
            terminal.line("nothing is parked");
        } else {
            streams.forEach(stream -> terminal.line(ParkedStreams.row(stream)));
        }
        return 0;
    }
}
