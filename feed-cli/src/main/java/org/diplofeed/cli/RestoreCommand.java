package org.diplofeed.cli;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.diplofeed.cli.backup.Restore;
import org.diplofeed.cli.operate.Admin;
import org.diplofeed.cli.stack.ServiceName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Puts an export into an empty system, with ids, versions and times as they were, and notifies nobody.",
            "When it breaks off, the same command goes on. Exit status beside the usual ones: 4, the system is not"
                    + " empty."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    private static final int NOT_EMPTY = 4;

    @Mixin
    private final Operator operator = new Operator();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Parameters(paramLabel = "FILE", description = "A whole export, unpacked if it ends with .gz.")
    private String file = "";

    @Option(
            names = "--without-alert",
            description = "Leaves alert-service alone, whose database was brought along by itself.")
    private boolean withoutAlert;

    @Option(names = "--json", description = "Prints what was done as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        long began = System.nanoTime();
        try (var http = Operator.http();
                var progress = EventProgress.show("restore")) {
            var services = new ArrayList<Admin>();
            if (!withoutAlert) {
                services.add(operator.admin(http, ServiceName.ALERT));
            }
            services.addAll(
                    List.of(operator.admin(http, ServiceName.TIMELINE), operator.admin(http, ServiceName.INGEST)));
            var restore = new Restore(file, services, Restore.LINES_AT_ONCE, progress, InstantSource.system());
            var plan = restore.plan();
            if (!plan.occupied().isEmpty()) {
                plan.occupied()
                        .forEach((service, what) ->
                                terminal.line(terminal.bad("✗ ") + service + " is not empty: " + what));
                return NOT_EMPTY;
            }
            if (plan.done()) {
                terminal.line(terminal.good("✓ ") + "this file was restored here before");
                return 0;
            }
            if (!confirmation.given("Restore %,d events %s, recorded up to %s%s?"
                    .formatted(
                            plan.total(),
                            plan.events(),
                            plan.until(),
                            plan.restored() == 0 ? "" : " (%,d are there already)".formatted(plan.restored())))) {
                terminal.line("nothing was changed");
                return 1;
            }
            restore.run(plan);
            tell(terminal, plan, Duration.ofNanos(System.nanoTime() - began));
        }
        return 0;
    }

    private void tell(Terminal terminal, Restore.Plan plan, Duration took) {
        if (json) {
            var told = new LinkedHashMap<String, Object>();
            told.put("file", file);
            told.put("sha256", plan.sha256());
            told.put("events", plan.total());
            told.put("byTopic", plan.events());
            told.put("until", plan.until().toString());
            told.put("millis", took.toMillis());
            terminal.line(Json.line(told));
        } else {
            terminal.line(terminal.good("✓ ")
                    + "%,d events in %s, up to %s; nobody was notified"
                            .formatted(plan.total(), Terminal.seconds(took), plan.until()));
        }
    }
}
