package org.diplofeed.cli;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        description = {
            "Has a stream's refused event, or all of them, tried now instead of within half a minute.",
            "What came of it says the list."
        },
        mixinStandardHelpOptions = true)
final class RefusedRetryCommand implements Callable<Integer> {
    @Mixin
    private final RefusedStreams streams = new RefusedStreams();

    @Parameters(paramLabel = "STREAM", arity = "0..1", description = "As in statement/st.x.")
    private @Nullable String stream;

    @Option(names = "--all", description = "All streams that wait.")
    private boolean all;

    @Override
    public Integer call() {
        if ((stream == null) != all) {
            throw new StackFailure("name a stream, or say --all");
        }
        var asked = new ArrayList<String>();
        streams.each((admin, refused) -> refused.stream()
                .map(event -> event.path("streamId").asText())
                .filter(id -> all || id.equals(stream))
                .filter(admin::retryPublishing)
                .forEach(asked::add));
        if (stream != null && asked.isEmpty()) {
            throw new StackFailure("the broker refuses nothing of " + stream);
        }
        var terminal = Terminal.standard();
        if (streams.asJson()) {
            terminal.line(Json.line(asked));
        } else {
            asked.forEach(id -> terminal.line(id + " is tried now"));
            if (asked.isEmpty()) {
                terminal.line("the broker refuses nothing");
            }
        }
        return 0;
    }
}
