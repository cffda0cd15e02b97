package org.diplofeed.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "rehearsals",
        description = {
            "Periods that are or were played into sandboxes.",
            "Without a command lists them, the newest first."
        },
        mixinStandardHelpOptions = true,
        subcommands = {RehearsalsCommand.Watch.class, RehearsalsCommand.Cancel.class})
final class RehearsalsCommand implements Callable<Integer> {
    @Mixin
    private final RehearsalOperator operator = new RehearsalOperator();

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        try (var http = Operator.http()) {
            var found = operator.rehearsals(http).list();
            if (operator.json) {
                terminal.line(Json.line(found));
            } else if (found.isEmpty()) {
                terminal.line("nothing was rehearsed");
            } else {
                found.forEach(rehearsal -> terminal.line(RehearsalOperator.line(terminal, rehearsal)));
            }
        }
        return 0;
    }

    @Command(
            name = "watch",
            description = {"Shows a rehearsal until its end.", "Exit status beside the usual ones: 4, it was cancelled."
            },
            mixinStandardHelpOptions = true)
    static final class Watch implements Callable<Integer> {
        @Mixin
        private final RehearsalOperator operator = new RehearsalOperator();

        @Parameters(paramLabel = "REHEARSAL", description = "Its id.")
        private String id = "";

        @Override
        public Integer call() throws InterruptedException {
            try (var http = Operator.http()) {
                var rehearsals = operator.rehearsals(http);
                return operator.follow(rehearsals, rehearsals.get(id));
            }
        }
    }

    @Command(
            name = "cancel",
            description = "Ends a rehearsal where it is; what is queued is sent, what waits for a digest is not told.",
            mixinStandardHelpOptions = true)
    static final class Cancel implements Callable<Integer> {
        @Mixin
        private final RehearsalOperator operator = new RehearsalOperator();

        @Parameters(paramLabel = "REHEARSAL", description = "Its id.")
        private String id = "";

        @Override
        public Integer call() {
            try (var http = Operator.http()) {
                operator.tell(Terminal.standard(), operator.rehearsals(http).cancel(id));
            }
            return 0;
        }
    }
}
