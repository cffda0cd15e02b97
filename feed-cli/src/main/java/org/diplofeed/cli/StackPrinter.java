package org.diplofeed.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.diplofeed.cli.stack.Ports;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.StackObserver;

/** Tells whoever looks on what the stack does. */
record StackPrinter(Terminal terminal) implements StackObserver {
    @Override
    public void started(String name, String where, Duration took) {
        terminal.line(row(terminal.good("✓"), name, where, took));
    }

    @Override
    public void stopped(String name, Duration took) {
        terminal.line(row("■", name, "stopped", took));
    }

    @Override
    public void died(String name, int status, String endOfLog) {
        terminal.line(terminal.bad("✗ " + name + " ended with status " + status) + "; the end of its log:");
        endOfLog.lines().forEach(line -> terminal.line("    " + line));
    }

    @Override
    public void preparingNextStart() {
        terminal.line(terminal.dim("idle: making the next start faster, once after a build; Ctrl-C need not wait …"));
    }

    @Override
    public void preparedNextStart(Duration took) {
        terminal.line(terminal.dim("the next start will be faster (" + Terminal.seconds(took) + ")"));
    }

    void addresses(Ports ports, Set<ServiceName> services) {
        for (var service : new TreeSet<>(services)) {
            terminal.line(String.format(
                    Locale.ROOT, "  %-9s http://localhost:%d/q/swagger-ui", service.label(), ports.http(service)));
        }
    }

    private static String row(String mark, String name, String where, Duration took) {
        return String.format(Locale.ROOT, "  %s %-17s %-24s %s", mark, name, where, Terminal.seconds(took));
    }
}
