package org.diplofeed.cli;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.diplofeed.cli.stack.DataDirectory;
import org.diplofeed.cli.stack.Leftovers;
import org.diplofeed.cli.stack.Running;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.Stack;
import org.diplofeed.cli.stack.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "down",
        description = "Stops the stack of this checkout, or what a killed one left.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private static final Duration STOP = Duration.ofMinutes(5);

    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--prepare",
            description = "Then makes the next start of a new build faster, which an idle stack does by itself.")
    private boolean prepare;

    @Override
    public Integer call() throws Exception {
        var terminal = Terminal.standard();
        var ports = place.ports();
        if (!stop(place.data(), terminal)) {
            terminal.line("nothing runs in " + place.data().root());
        }
        if (prepare) {
            var watch = Watch.start();
            Stack.prepareNextStart(place.settings(ports, EnumSet.allOf(ServiceName.class), true));
            terminal.line("prepared the next start in " + Terminal.seconds(watch.elapsed()));
        }
        return 0;
    }

    /** Stops what runs; false: nothing did. */
    static boolean stop(DataDirectory data, Terminal terminal) throws InterruptedException, ExecutionException {
        var running = Running.now(data);
        if (running.isEmpty()) {
            Leftovers.clear(data);
            return false;
        }
        var process = running.get().supervisor().process();
        if (process.isPresent()) {
            var watch = Watch.start();
            terminal.line("stopping …");
            process.get().destroy();
            try {
                process.get().onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException stubborn) {
                process.get().destroyForcibly();
            }
            Leftovers.clear(data);
            terminal.line("stopped in " + Terminal.seconds(watch.elapsed()));
        }
        return true;
    }
}
