package org.diplofeed.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "rehearse",
        description = {
            "Plays what was recorded in a past period into a sandbox subscription, as if it happened now, and shows how far it",
            "is. Nobody else is told. Ctrl-C ends the watching, not the rehearsal.",
            "Exit status beside the usual ones: 4, there is nothing to play, or it was cancelled."
        },
        mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private final RehearsalOperator operator = new RehearsalOperator();

    @Option(names = "--subscription", required = true, paramLabel = "ID", description = "The sandbox.")
    private String subscription = "";

    @Option(names = "--day", paramLabel = "DATE", description = "This day, UTC, as in 2025-12-02.")
    private @Nullable String day;

    @Option(names = "--since", paramLabel = "TIME", description = "What was recorded then or later.")
    private @Nullable String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "What was recorded earlier than this (default: a day after --since).")
    private @Nullable String until;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "So many times as fast, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(names = "--dry-run", description = "Says how much there is, and plays nothing.")
    private boolean dryRun;

    @Option(names = "--detach", description = "Does not wait for its end.")
    private boolean detach;

    @Override
    public Integer call() throws InterruptedException {
        var terminal = Terminal.standard();
        var what = what();
        try (var http = Operator.http()) {
            var rehearsals = operator.rehearsals(http);
            var counted = rehearsals.count(what);
            long events = counted.path("events").asLong();
            if (dryRun || events == 0) {
                terminal.line(operator.json ? counted.toString() : "%,d events would be played".formatted(events));
                return events == 0 ? RehearsalOperator.NOT_DONE : 0;
            }
            var begun = rehearsals.start(what);
            return detach ? operator.tell(terminal, begun) : operator.follow(rehearsals, begun);
        }
    }

    private ObjectNode what() {
        if ((day == null) == (since == null) || (day != null && until != null)) {
            throw new StackFailure("say --day a date, or --since a time and --until another");
        }
        var what = JSON.createObjectNode().put("subscriptionId", subscription).put("speed", speed);
        if (day == null) {
            what.put("since", since);
            if (until != null) {
                what.put("until", until);
            }
            return what;
        }
        try {
            var date = LocalDate.parse(day);
            return what.put("since", date + "T00:00:00Z").put("until", date.plusDays(1) + "T00:00:00Z");
        } catch (DateTimeException e) {
            throw new StackFailure("--day is no date such as 2025-12-02: " + day, e);
        }
    }
}
