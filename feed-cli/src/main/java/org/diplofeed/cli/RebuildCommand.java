package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.diplofeed.cli.operate.Rebuilds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rebuild",
        description = {
            "Makes timeline-service's read model anew beside the live one, compares them, and makes it live.",
            "With --service alert, what alert-service derives of the log: nobody is told anything of that.",
            "Without a command lists the generations. Nothing is told before an approval."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            RebuildCommand.Start.class,
            RebuildCommand.Status.class,
            RebuildCommand.Watch.class,
            RebuildStepCommands.Pause.class,
            RebuildStepCommands.Resume.class,
            RebuildStepCommands.Cancel.class,
            RebuildLiveCommands.Compare.class,
            RebuildLiveCommands.Approve.class,
            RebuildLiveCommands.RollBack.class,
            RebuildStepCommands.Retire.class
        })
final class RebuildCommand implements Callable<Integer> {
    private static final int EVERY_MILLIS = 500;

    @Mixin
    private final RebuildOperator operator = new RebuildOperator();

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        try (var http = Operator.http()) {
            for (var generation : operator.rebuilds(http).list()) {
                operator.tell(terminal, generation);
            }
        }
        return 0;
    }

    @Command(
            name = "start",
            description = "Begins to build a generation from the whole log; the live one goes on.",
            mixinStandardHelpOptions = true)
    static final class Start implements Callable<Integer> {
        @Mixin
        private final RebuildOperator operator = new RebuildOperator();

        @Option(
                names = "--window",
                paramLabel = "DURATION",
                description = "How long a candidate stays open, as in PT48H (default: PT72H).")
        private @Nullable Duration window;

        @Option(
                names = "--points",
                paramLabel = "N",
                description = "The points from which a candidate is confirmed (default: 3).")
        private @Nullable Integer points;

        @Option(
                names = "--budget",
                paramLabel = "SHARE",
                description = {
                    "The share of the time that it may work, above 0 and at most 1.",
                    "Without it, as much as the live generation's lag and answers allow."
                })
        private @Nullable Double budget;

        @Option(names = "--watch", description = "Shows it until it is done.")
        private boolean watch;

        @Override
        public Integer call() throws InterruptedException {
            operator.requireTimeline(window != null || points != null || budget != null, "rules and no budget");
            var body = new ObjectMapper().createObjectNode();
            if (window != null) {
                body.put("window", window.toString());
            }
            if (points != null) {
                body.put("pointsToConfirm", points);
            }
            if (budget != null) {
                body.put("budget", budget);
            }
            var terminal = Terminal.standard();
            try (var http = Operator.http()) {
                var rebuilds = operator.rebuilds(http);
                var begun = rebuilds.start(body);
                return watch
                        ? follow(operator, rebuilds, begun.path("generation").asInt())
                        : operator.tell(terminal, begun);
            }
        }
    }

    @Command(name = "status", description = "Shows how far a generation is.", mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {
        @Mixin
        private final RebuildOperator operator = new RebuildOperator();

        @Parameters(
                paramLabel = "GENERATION",
                arity = "0..1",
                description = "Default: the last one beside the live one.")
        private @Nullable Integer generation;

        @Override
        public Integer call() {
            try (var http = Operator.http()) {
                var rebuilds = operator.rebuilds(http);
                return operator.tell(Terminal.standard(), rebuilds.get(RebuildOperator.number(rebuilds, generation)));
            }
        }
    }

    @Command(
            name = "watch",
            description = {
                "Shows the building of a generation until it is done.",
                "Exit status beside the usual ones: 4, it was paused or cancelled."
            },
            mixinStandardHelpOptions = true)
    static final class Watch implements Callable<Integer> {
        @Mixin
        private final RebuildOperator operator = new RebuildOperator();

        @Parameters(
                paramLabel = "GENERATION",
                arity = "0..1",
                description = "Default: the last one beside the live one.")
        private @Nullable Integer generation;

        @Override
        public Integer call() throws InterruptedException {
            try (var http = Operator.http()) {
                var rebuilds = operator.rebuilds(http);
                return follow(operator, rebuilds, RebuildOperator.number(rebuilds, generation));
            }
        }
    }

    private static int follow(RebuildOperator operator, Rebuilds rebuilds, int number) throws InterruptedException {
        var terminal = Terminal.standard();
        JsonNode now;
        try (var bar = bar(operator, number)) {
            now = rebuilds.get(number);
            while (now.path("state").asText().equals("BUILDING")
                    && !now.path("paused").asBoolean()) {
                if (bar != null) {
                    bar.maxHint(now.path("total").asLong());
                    bar.stepTo(now.path("done").asLong());
                    bar.setExtraMessage(now.path("phase").asText("READING")
                            + (now.hasNonNull("etaSeconds")
                                    ? ", " + now.path("etaSeconds").asLong() + " s to go"
                                    : ""));
                } else {
                    operator.tell(terminal, now);
                }
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
                now = rebuilds.get(number);
            }
            if (bar != null) {
                bar.stepTo(now.path("done").asLong());
            }
        }
        int status = operator.tell(terminal, now);
        return status != 0 || now.path("state").asText().equals("FOLLOWING") ? status : RebuildOperator.NOT_DONE;
    }

    private static @Nullable ProgressBar bar(RebuildOperator operator, int number) {
        return operator.json || Terminal.person().isEmpty()
                ? null
                : new ProgressBarBuilder()
                        .setTaskName("generation " + number)
                        .setInitialMax(1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(EVERY_MILLIS)
                        .showSpeed()
                        .build();
    }
}
