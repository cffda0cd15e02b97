package org.diplofeed.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.diplofeed.cli.stack.DataDirectory;
import org.diplofeed.cli.stack.Ports;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.StackSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which checkout, and which of its data directories, a command is about. */
final class Place {
    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            description = "Where the stack keeps its data (default: .diplofeed in the checkout).")
    private @Nullable Path data;

    static Path home() {
        return Path.of(System.getProperty("diplofeed.home", ""))
                .toAbsolutePath()
                .normalize();
    }

    DataDirectory data() {
        Path chosen = data == null ? home().resolve(".diplofeed") : data;
        return new DataDirectory(chosen.toAbsolutePath().normalize());
    }

    StackSettings settings(Ports ports, Set<ServiceName> services, boolean makesAotCaches) {
        return new StackSettings(home(), data().root(), ports, services, makesAotCaches, Map.of());
    }
}
