package org.diplofeed.cli;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.Stack;
import org.diplofeed.cli.stack.StackFailure;
import org.diplofeed.cli.stack.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Starts the stack and stays in front of it: Ctrl-C stops everything.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--only",
            paramLabel = "SERVICE",
            split = ",",
            description = "Starts these services and no others: ${COMPLETION-CANDIDATES}.")
    private Set<ServiceName> only = EnumSet.allOf(ServiceName.class);

    @Option(
            names = "--no-aot",
            description = "Does not record, in the first run of a build, what makes later starts faster.")
    private boolean withoutAot;

    @Option(names = "--detach", description = "Returns when the stack is ready and leaves it running.")
    private boolean detach;

    @Override
    public Integer call() throws Exception {
        var terminal = Terminal.standard();
        var running = place.running();
        if (running.isPresent()) {
            if (!detach) {
                throw new StackFailure("a stack runs already in " + place.data().root() + " (process "
                        + running.get().supervisor().pid() + "): feed status shows it, feed down stops it");
            }
            terminal.line("already up");
            new StackPrinter(terminal)
                    .addresses(running.get().ports(), running.get().names());
            return 0;
        }
        return detach ? detached(terminal) : attended(terminal);
    }

    private int detached(Terminal terminal) {
        var ports = DetachedStack.start(place, only, withoutAot, terminal).ports();
        new StackPrinter(terminal).addresses(ports, only);
        terminal.line("feed status, feed logs SERVICE, feed down");
        return 0;
    }

    private int attended(Terminal terminal) throws InterruptedException, ExecutionException {
        BrokerLog.into(place.data().log("broker"));
        var printer = new StackPrinter(terminal);
        var watch = Watch.start();
        terminal.line("starting, with data in " + place.data().root());
        var interrupted = new AtomicBoolean();
        var stopped = new CountDownLatch(1);
        Stack stack = Stack.start(place.settings(place.chosenPorts(), only, !withoutAot), printer);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!interrupted.getAndSet(true)) {
                stack.close();
                stopped.countDown();
            }
        }));
        terminal.line(terminal.bold("ready in " + Terminal.seconds(watch.elapsed())));
        printer.addresses(stack.settings().ports(), only);
        terminal.line("Ctrl-C stops everything.");
        stack.died().get(); // the shutdown hook ends the JVM otherwise
        if (!interrupted.getAndSet(true)) {
            stack.close();
        }
        return 1;
    }
}
