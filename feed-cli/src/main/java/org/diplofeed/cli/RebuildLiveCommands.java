package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is compared, made live and taken back. */
final class RebuildLiveCommands {
    private RebuildLiveCommands() {}

    @Command(
            name = "compare",
            description = {
                "Compares a generation with the live one, both at the same place of the log.",
                "Exit status beside the usual ones: 4, something would change."
            },
            mixinStandardHelpOptions = true)
    static final class Compare implements Callable<Integer> {
        @Mixin
        private final RebuildOperator operator = new RebuildOperator();

        @Parameters(
                paramLabel = "GENERATION",
                arity = "0..1",
                description = "Default: the last one beside the live one.")
        private @Nullable Integer generation;

        @Option(names = "--html", paramLabel = "FILE", description = "Writes the report as a page.")
        private @Nullable Path html;

        @Override
        public Integer call() throws IOException {
            var terminal = Terminal.standard();
            operator.requireTimeline(html != null, "page of a comparison");
            try (var http = Operator.http()) {
                var rebuilds = operator.rebuilds(http);
                int number = RebuildOperator.number(rebuilds, generation);
                var comparison = rebuilds.compare(number);
                if (html != null) {
                    Files.writeString(html, rebuilds.page(number));
                }
                if (operator.json) {
                    terminal.line(Json.line(comparison));
                } else {
                    operator.tellComparison(terminal, comparison);
                    terminal.line("  comparison " + comparison.path("digest").asText());
                }
                return comparison.path("same").asBoolean() ? 0 : RebuildOperator.NOT_DONE;
            }
        }
    }

    @Command(
            name = "approve",
            description = {
                "Makes a generation live, and tells what that changes of what was told.",
                "Compares first, shows the counts and asks; --comparison approves what was compared before."
            },
            mixinStandardHelpOptions = true)
    static final class Approve implements Callable<Integer> {
        @Mixin
        private final RebuildOperator operator = new RebuildOperator();

        @Parameters(
                paramLabel = "GENERATION",
                arity = "0..1",
                description = "Default: the last one beside the live one.")
        private @Nullable Integer generation;

        @Option(names = "--comparison", paramLabel = "DIGEST", description = "The comparison that is approved.")
        private @Nullable String comparison;

        @Option(names = "--silent", description = "Tells nobody; what stands is kept without a word.")
        private boolean silent;

        @Mixin
        private final Confirmation confirmation = new Confirmation();

        @Override
        public Integer call() {
            var terminal = Terminal.standard();
            try (var http = Operator.http()) {
                var rebuilds = operator.rebuilds(http);
                int number = RebuildOperator.number(rebuilds, generation);
                var digest = comparison;
                if (digest == null) {
                    var made = rebuilds.compare(number);
                    digest = made.path("digest").asText();
                    if (!operator.json) {
                        operator.tellComparison(terminal, made);
                    }
                    var question = operator.ofAlert()
                            ? "Put what rebuild " + number + " found in the place of what differs? Nobody is told."
                            : question("Make generation " + number + " live", made, silent);
                    if (!confirmation.given(question)) {
                        terminal.line("nothing was changed");
                        return 1;
                    }
                }
                return operator.tell(terminal, rebuilds.approve(number, digest, silent));
            }
        }
    }

    @Command(
            name = "rollback",
            description = {
                "Makes the generation live again that was live before, and tells what that changes of what was told.",
                "Compares first, shows the counts and asks."
            },
            mixinStandardHelpOptions = true)
    static final class RollBack implements Callable<Integer> {
        @Mixin
        private final RebuildOperator operator = new RebuildOperator();

        @Option(names = "--silent", description = "Tells nobody; what stands is kept without a word.")
        private boolean silent;

        @Mixin
        private final Confirmation confirmation = new Confirmation();

        @Override
        public Integer call() {
            var terminal = Terminal.standard();
            try (var http = Operator.http()) {
                var rebuilds = operator.rebuilds(http);
                var live = rebuilds.live();
                if (operator.ofAlert()) {
                    int number = live.path("generation").asInt();
                    if (!confirmation.given("Put back what rebuild " + number + " has replaced? Nobody is told.")) {
                        terminal.line("nothing was changed");
                        return 1;
                    }
                    return operator.tell(terminal, rebuilds.rollBack(number));
                }
                if (!live.hasNonNull("previous")) {
                    throw new StackFailure("no other generation was live before");
                }
                int previous = live.path("previous").asInt();
                var made = rebuilds.compare(previous);
                if (!operator.json) {
                    operator.tellComparison(terminal, made);
                }
                if (!confirmation.given(question("Go back to generation " + previous, made, silent))) {
                    terminal.line("nothing was changed");
                    return 1;
                }
                return operator.tell(
                        terminal,
                        rebuilds.rollBack(
                                live.path("generation").asInt(),
                                made.path("digest").asText(),
                                silent));
            }
        }
    }

    private static String question(String what, JsonNode comparison, boolean silent) {
        long told = comparison.path("shifts").path("gained").asLong()
                + comparison.path("shifts").path("lost").asLong()
                + comparison.path("notices").path("raised").asLong()
                + comparison.path("notices").path("closed").asLong();
        return String.format(
                Locale.ROOT, "%s? %,d differences are %s.", what, told, silent ? "kept without a word" : "told");
    }
}
