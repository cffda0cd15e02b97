package org.diplofeed.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Steps of a rebuild that change no answer. */
final class RebuildStepCommands {
    private RebuildStepCommands() {}

    /** What they have in common. */
    abstract static class Step implements Callable<Integer> {
        @Mixin
        private final RebuildOperator operator = new RebuildOperator();

        @Parameters(
                paramLabel = "GENERATION",
                arity = "0..1",
                description = "Default: the last one beside the live one.")
        private @Nullable Integer generation;

        private final String what;

        Step(String what) {
            this.what = what;
        }

        /** Whether it may be done; shows what it is about. */
        boolean agreed(String about) {
            return !about.isBlank();
        }

        @Override
        public Integer call() {
            var terminal = Terminal.standard();
            try (var http = Operator.http()) {
                var rebuilds = operator.rebuilds(http);
                int number = RebuildOperator.number(rebuilds, generation);
                var now = rebuilds.get(number);
                var about = String.format(
                        Locale.ROOT,
                        "generation %d (%s, %.1f %% of %,d units)",
                        number,
                        now.path("state").asText(),
                        now.path("percent").asDouble(),
                        now.path("total").asLong());
                if (!agreed(about)) {
                    terminal.line("nothing was changed");
                    return 1;
                }
                return operator.tell(terminal, rebuilds.handle(what, number));
            }
        }
    }

    @Command(
            name = "pause",
            description = "Pauses the building of a generation after the chunk under way.",
            mixinStandardHelpOptions = true)
    static final class Pause extends Step {
        Pause() {
            super("pause");
        }
    }

    @Command(
            name = "resume",
            description = "Goes on with the building of a generation where it left off.",
            mixinStandardHelpOptions = true)
    static final class Resume extends Step {
        Resume() {
            super("resume");
        }
    }

    @Command(
            name = "cancel",
            description = "Gives up a generation that is being built, and deletes it. Asks before it does.",
            mixinStandardHelpOptions = true)
    static final class Cancel extends Step {
        @Mixin
        private final Confirmation confirmation = new Confirmation();

        Cancel() {
            super("cancel");
        }

        @Override
        boolean agreed(String about) {
            return confirmation.given("Give up and delete " + about + "?");
        }
    }

    @Command(
            name = "retire",
            description = {
                "Deletes a generation that is not live; what was live before cannot be gone back to afterwards.",
                "Asks before it does."
            },
            mixinStandardHelpOptions = true)
    static final class Retire extends Step {
        @Mixin
        private final Confirmation confirmation = new Confirmation();

        Retire() {
            super("retire");
        }

        @Override
        boolean agreed(String about) {
            return confirmation.given("Delete " + about + "?");
        }
    }
}
