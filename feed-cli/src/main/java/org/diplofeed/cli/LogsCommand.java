package org.diplofeed.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.diplofeed.cli.stack.StackFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows the end of a log.", mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    /** What writes a log. */
    enum Component {
        ingest,
        timeline,
        alert,
        broker,
        postgres,
        stack
    }

    @Mixin
    private final Place place = new Place();

    @Parameters(paramLabel = "SERVICE", description = "One of ${COMPLETION-CANDIDATES}.")
    private Component component = Component.stack;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "40",
            description = "How many lines (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added.")
    private boolean follow;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var terminal = Terminal.standard();
        place.running(); // is that which is meant, or this ends here
        var file = place.data().log(component.name());
        if (!Files.exists(file)) {
            throw new StackFailure("no log yet: " + file);
        }
        if (follow) {
            var command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines), "-f", file.toString()));
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        }
        place.data().endOfLog(component.name(), lines).forEach(terminal::line);
        return 0;
    }
}
