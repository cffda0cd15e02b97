package org.diplofeed.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.diplofeed.cli.stack.DataDirectory;
import org.diplofeed.cli.stack.Ports;
import org.diplofeed.cli.stack.Running;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.StackFailure;
import org.diplofeed.cli.stack.StackSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which checkout, and which of its data directories and ports, a command is about. */
final class Place {
    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            description = "Where the stack keeps its data (default: .diplofeed in the checkout).")
    private @Nullable Path data;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = {
                "Adds N to every port, so that two stacks run side by side (default: 0).",
                "Where a stack runs, its data directory says the ports, and N has to be what it was started with."
            })
    private @Nullable Integer portOffset;

    static Path home() {
        return Path.of(System.getProperty("diplofeed.home", ""))
                .toAbsolutePath()
                .normalize();
    }

    DataDirectory data() {
        Path chosen = data == null ? home().resolve(".diplofeed") : data;
        return new DataDirectory(chosen.toAbsolutePath().normalize());
    }

    /** What runs here, which has to be what the command line speaks of. */
    Optional<Running> running() {
        var running = Running.now(data());
        running.ifPresent(stack -> {
            if (portOffset != null && !stack.ports().equals(Ports.standard(portOffset))) {
                throw new StackFailure("the stack in " + data().root() + " has ingest at port "
                        + stack.ports().http(ServiceName.INGEST) + " and was not started with --port-offset "
                        + portOffset + ": leave it out, or say --data");
            }
        });
        return running;
    }

    /** The ports of what runs here; else those that the command line speaks of. */
    Ports ports() {
        return running().map(Running::ports).orElseGet(this::chosenPorts);
    }

    /** The ports that the command line speaks of, whatever runs here. */
    Ports chosenPorts() {
        return Ports.standard(offset());
    }

    /** What is added to every port. */
    int offset() {
        return portOffset == null ? 0 : portOffset;
    }

    StackSettings settings(Ports ports, Set<ServiceName> services, boolean makesAotCaches) {
        return new StackSettings(home(), data().root(), ports, services, makesAotCaches, Map.of());
    }
}
