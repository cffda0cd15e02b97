package org.diplofeed.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "checks",
        description = {"Checks that run or ran.", "Without a command lists them, the newest first."},
        mixinStandardHelpOptions = true,
        subcommands = {ReplayChecksCommand.Watch.class, ReplayChecksCommand.Cancel.class})
final class ReplayChecksCommand implements Callable<Integer> {
    @Mixin
    private final ReplayCheckOperator operator = new ReplayCheckOperator();

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        try (var http = Operator.http()) {
            var found = operator.checks(http).list();
            if (operator.json) {
                terminal.line(Json.line(found));
            } else if (found.isEmpty()) {
                terminal.line("nothing was checked");
            } else {
                found.forEach(check -> terminal.line(ReplayCheckOperator.line(terminal, check)));
            }
        }
        return 0;
    }

    @Command(
            name = "watch",
            description = {
                "Shows a check until its end, and what would come of it.",
                "Exit status beside the usual ones: 4, streams would park, or it was cancelled."
            },
            mixinStandardHelpOptions = true)
    static final class Watch implements Callable<Integer> {
        @Mixin
        private final ReplayCheckOperator operator = new ReplayCheckOperator();

        @Parameters(paramLabel = "CHECK", description = "Its id.")
        private String id = "";

        @Override
        public Integer call() throws InterruptedException {
            try (var http = Operator.http()) {
                var checks = operator.checks(http);
                return operator.follow(checks, checks.get(id));
            }
        }
    }

    @Command(name = "cancel", description = "Ends a check where it is.", mixinStandardHelpOptions = true)
    static final class Cancel implements Callable<Integer> {
        @Mixin
        private final ReplayCheckOperator operator = new ReplayCheckOperator();

        @Parameters(paramLabel = "CHECK", description = "Its id.")
        private String id = "";

        @Override
        public Integer call() {
            try (var http = Operator.http()) {
                operator.tell(Terminal.standard(), operator.checks(http).cancel(id));
            }
            return 0;
        }
    }
}
