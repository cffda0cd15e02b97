package org.diplofeed.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.diplofeed.cli.stack.ComponentStatus;
import org.diplofeed.cli.stack.Running;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Shows what runs, where, and how much memory it takes.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final Place place = new Place();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        var terminal = Terminal.standard();
        var running = Running.now(place.data());
        if (running.isEmpty()) {
            terminal.line(
                    json
                            ? Json.line(
                                    "state", "down", "data", place.data().root().toString())
                            : "nothing runs in " + place.data().root() + "; feed up starts it");
            return Feed.NOTHING_RUNS;
        }
        var components = ComponentStatus.of(running.get(), place.data());
        boolean allUp = components.stream().allMatch(ComponentStatus::up);
        if (json) {
            terminal.line(asJson(running.get(), components, allUp));
        } else {
            components.forEach(component -> terminal.line(row(terminal, component)));
            terminal.line(String.format(
                    Locale.ROOT,
                    "  %d MiB resident in all, up since %s, data in %s",
                    components.stream()
                                    .mapToLong(ComponentStatus::residentBytes)
                                    .sum()
                            >> 20,
                    running.get().since(),
                    place.data().root()));
        }
        return allUp ? 0 : 1;
    }

    private String asJson(Running running, List<ComponentStatus> components, boolean allUp) {
        var object = new LinkedHashMap<String, Object>();
        object.put("state", allUp ? "up" : "degraded");
        object.put("data", place.data().root().toString());
        object.put("since", running.since());
        object.put("supervisor", running.supervisor().pid());
        object.put("components", components);
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
