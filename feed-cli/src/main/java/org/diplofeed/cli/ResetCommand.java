package org.diplofeed.cli;

import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.diplofeed.cli.stack.StackFailure;
import org.diplofeed.embedded.DirectoryTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reset",
        description = "Stops the stack and deletes all that it keeps: log, database, keys.",
        mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
    @Mixin
    private final Place place = new Place();

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() throws Exception {
        var terminal = Terminal.standard();
        var root = place.data().root();
        if (!Files.isDirectory(root)) {
            terminal.line("nothing is kept in " + root);
            return 0;
        }
        if (!Files.exists(root.resolve("broker")) && !Files.exists(root.resolve("keys"))) {
            throw new StackFailure(root + " is not a stack's data directory: nothing was deleted");
        }
        if (!yes && !confirmed(root.toString())) {
            throw new StackFailure("nothing was deleted");
        }
        DownCommand.stop(place.data(), terminal);
        DirectoryTree.delete(root);
        terminal.line("deleted " + root);
        return 0;
    }

    private static boolean confirmed(String what) {
        var person = Terminal.person()
                .orElseThrow(() -> new StackFailure("this deletes " + what + ", with the whole log: say --yes"));
        String answer = person.readLine("delete %s, with the whole log? [y/N] ", what);
        return "y".equalsIgnoreCase(answer) || "yes".equalsIgnoreCase(answer);
    }
}
