package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "refused",
        description = {
            "Events that the broker refuses for what they are; their streams wait, all others go on.",
            "Without a command lists them."
        },
        mixinStandardHelpOptions = true,
        subcommands = RefusedRetryCommand.class)
final class RefusedCommand implements Callable<Integer> {
    @Mixin
    private final RefusedStreams streams = new RefusedStreams();

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        var all = new ArrayList<JsonNode>();
        streams.each((admin, refused) -> {
            all.addAll(refused);
            if (!streams.asJson()) {
                refused.forEach(event -> terminal.line(RefusedStreams.row(admin, event)));
            }
        });
        if (streams.asJson()) {
            terminal.line(Json.line(all));
        } else if (all.isEmpty()) {
            terminal.line("the broker refuses nothing");
        }
        return 0;
    }
}
