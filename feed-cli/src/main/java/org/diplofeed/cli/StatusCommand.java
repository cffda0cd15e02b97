package org.diplofeed.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.diplofeed.cli.operate.Overview;
import org.diplofeed.cli.stack.ComponentStatus;
import org.diplofeed.cli.stack.Running;
import org.diplofeed.cli.stack.ServiceName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = {
            "Shows what runs, how far the log is read, what waits to be published, what is parked and rebuilt.",
            "Exit status beside the usual ones: 1, something is down, does not read on or does not publish;",
            "4, something is parked or refused by the broker."
        },
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final int HELD = 4;

    @Mixin
    private final Operator operator = new Operator();

    @Option(names = "--partitions", description = "Shows each partition.")
    private boolean partitions;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var terminal = Terminal.standard();
        var data = operator.place().data();
        var running = operator.place().running();
        if (running.isEmpty() && !operator.elsewhere()) {
            terminal.line(
                    json
                            ? Json.line("state", "down", "data", data.root().toString())
                            : "nothing runs in " + data.root() + "; feed up starts it");
            return Feed.NOTHING_RUNS;
        }
        var components = running.isEmpty() ? List.<ComponentStatus>of() : ComponentStatus.of(running.get(), data);
        var services = overviews();
        boolean allUp = components.stream().allMatch(ComponentStatus::up)
                && services.stream().allMatch(service -> service.running() && service.publishing());
        if (json) {
            terminal.line(asJson(running, components, services, allUp));
        } else {
            running.ifPresent(stack -> components(terminal, stack, components));
            services.forEach(
                    service -> OverviewLines.of(terminal, service, partitions).forEach(terminal::line));
        }
        boolean held = services.stream().anyMatch(service -> service.parked() > 0 || service.refused());
        return allUp ? held ? HELD : 0 : 1;
    }

    private List<Overview> overviews() {
        try (var http = Operator.http()) {
            return Stream.of(ServiceName.values())
                    .map(service -> Overview.of(operator.admin(http, service), service != ServiceName.INGEST))
                    .toList();
        }
    }

    private void components(Terminal terminal, Running stack, List<ComponentStatus> components) {
        components.forEach(component -> terminal.line(row(terminal, component)));
        terminal.line(String.format(
                Locale.ROOT,
                "  %d MiB resident in all, up since %s, data in %s",
                components.stream().mapToLong(ComponentStatus::residentBytes).sum() >> 20,
                stack.since(),
                operator.place().data().root()));
    }

    private String asJson(
            Optional<Running> running, List<ComponentStatus> components, List<Overview> services, boolean allUp) {
        var object = new LinkedHashMap<String, Object>();
        object.put("state", allUp ? "up" : "degraded");
        object.put("data", operator.place().data().root().toString());
        running.ifPresent(stack -> {
            object.put("since", stack.since());
            object.put("supervisor", stack.supervisor().pid());
        });
        object.put("components", components);
        object.put("services", services);
        return Json.line(object);
    }

    private static String row(Terminal terminal, ComponentStatus component) {
        return String.format(
                Locale.ROOT,
                "  %s %-17s %-24s %5d MiB  process %d",
                component.up() ? terminal.good("✓") : terminal.bad("✗"),
                component.name(),
                component.where(),
                component.residentBytes() >> 20,
                component.pid());
    }
}
