package org.diplofeed.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.diplofeed.cli.stack.StackFailure;
import org.diplofeed.embedded.DirectoryTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "reset",
        description = "Stops the stack and deletes all that it keeps: log, database, keys.",
        mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
    @Mixin
    private final Place place = new Place();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

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
        place.running(); // is that which is meant, or this ends here
        if (!confirmation.given("Delete %s, %,d MiB, with the whole log?".formatted(root, mebibytes(root)))) {
            throw new StackFailure("nothing was deleted");
        }
        DownCommand.stop(place.data(), terminal);
        DirectoryTree.delete(root);
        terminal.line("deleted " + root);
        return 0;
    }

    private static long mebibytes(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    >> 20;
        }
    }
}
