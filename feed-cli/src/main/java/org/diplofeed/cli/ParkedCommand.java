package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.diplofeed.cli.operate.Admin;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "parked",
        description = {
            "Streams that a service could not go on with, while all others went on.",
            "Without a command lists them."
        },
        mixinStandardHelpOptions = true,
        subcommands = {
            ParkedCommand.Show.class,
            ParkedCommand.Retry.class,
            ParkedCommand.Skip.class,
            ParkedCommand.ForecastAll.class,
            ParkedCommand.Resume.class
        })
final class ParkedCommand implements Callable<Integer> {
    private static final int MOST = 1_000;
    private static final int STILL_PARKED = 4;

    @Mixin
    private final Operator operator = new Operator();

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        try (var http = Operator.http()) {
            var streams = new ArrayList<JsonNode>();
            operator.admins(http).forEach(admin -> streams.addAll(admin.parked(MOST)));
            if (json) {
                terminal.line(Json.line(streams));
            } else if (streams.isEmpty()) {
                terminal.line("nothing is parked");
            } else {
                streams.forEach(stream -> terminal.line(row(stream)));
            }
        }
        return 0;
    }

    private static String row(JsonNode stream) {
        return String.format(
                Locale.ROOT,
                "  %-9s %-40s %-10s at version %d, %d waiting, since %s: %s",
                stream.path("projection").asText(),
                stream.path("streamId").asText(),
                stream.path("reason").asText(),
                stream.path("version").asLong(),
                stream.path("events").asLong(),
                stream.path("parkedAt").asText(),
                stream.path("fault").asText());
    }

    private static <T> T whereParked(Operator operator, String stream, Function<Admin, Optional<T>> attempt) {
        try (var http = Operator.http()) {
            for (var admin : operator.admins(http)) {
                var found = attempt.apply(admin);
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new StackFailure("no stream " + stream + " is parked");
    }

    private static int tell(Terminal terminal, JsonNode outcome, boolean json, boolean dryRun) {
        boolean released = outcome.path("outcome").asText().equals("RELEASED");
        if (json) {
            terminal.line(Json.line(outcome));
        } else if (released) {
            terminal.line(terminal.good("✓ ") + outcome.path("streamId").asText()
                    + (dryRun ? " would go on: " : " goes on: ")
                    + outcome.path("applied").asLong() + " events " + (dryRun ? "would be applied" : "applied"));
        } else {
            terminal.line(terminal.bad("✗ ") + outcome.path("streamId").asText() + " stops again after "
                    + outcome.path("applied").asLong() + " events: "
                    + row(outcome.path("at")).strip());
        }
        return released ? 0 : STILL_PARKED;
    }

    @Command(
            name = "show",
            description = "Shows what waits in a stream: type, version, size, place; never content.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        @Mixin
        private final Operator operator = new Operator();

        @Parameters(paramLabel = "STREAM", description = "As in statement/st.x.")
        private String stream = "";

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;

        @Override
        public Integer call() {
            var terminal = Terminal.standard();
            List<JsonNode> events = whereParked(operator, stream, admin -> admin.events(stream));
            if (json) {
                terminal.line(Json.line(events));
            } else {
                events.forEach(event -> terminal.line(String.format(
                        Locale.ROOT,
                        "  version %-5d %-36s %,8d bytes  %s/%d@%d",
                        event.path("version").asLong(),
                        event.path("type").asText(),
                        event.path("bytes").asLong(),
                        event.path("topic").asText(),
                        event.path("partition").asInt(),
                        event.path("offset").asLong())));
            }
            return 0;
        }
    }

    @Command(
            name = "retry",
            description = {
                "Applies what waits in a stream, or in all of them, in order.",
                "Exit status beside the usual ones: 4, something is still parked."
            },
            mixinStandardHelpOptions = true)
    static final class Retry implements Callable<Integer> {
        @Mixin
        private final Operator operator = new Operator();

        @Parameters(paramLabel = "STREAM", arity = "0..1", description = "As in statement/st.x.")
        private @Nullable String stream;

        @Option(names = "--all", description = "All parked streams.")
        private boolean all;

        @Option(names = "--dry-run", description = "Says what would come of it and changes nothing.")
        private boolean dryRun;

        @Option(names = "--json", description = "Prints JSON, an object a stream.")
        private boolean json;

        @Override
        public Integer call() {
            var terminal = Terminal.standard();
            String one = stream;
            if ((one == null) != all) {
                throw new StackFailure("name a stream, or say --all");
            }
            if (one != null) {
                return tell(terminal, whereParked(operator, one, admin -> admin.retry(one, dryRun)), json, dryRun);
            }
            int status = 0;
            try (var http = Operator.http()) {
                for (var admin : operator.admins(http)) {
                    for (var parked : admin.parked(MOST)) {
                        var outcome = admin.retry(parked.path("streamId").asText(), dryRun);
                        if (outcome.isPresent()) {
                            status = Math.max(status, tell(terminal, outcome.get(), json, dryRun));
                        }
                    }
                }
            }
            return status;
        }
    }

    @Command(
            name = "skip",
            description = {
                "Passes over what blocks a stream, for a reason that is kept for ever, and applies the rest.",
                "Asks before it does, and shows what it is about."
            },
            mixinStandardHelpOptions = true)
    static final class Skip implements Callable<Integer> {
        @Mixin
        private final Operator operator = new Operator();

        @Parameters(paramLabel = "STREAM", description = "As in statement/st.x.")
        private String stream = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
        private String reason = "";

        @Option(names = "--yes", description = "Does not ask.")
        private boolean yes;

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;

        @Override
        public Integer call() {
            var terminal = Terminal.standard();
            if (!yes) {
                var events = whereParked(operator, stream, admin -> admin.events(stream));
                var person = Terminal.person()
                        .orElseThrow(
                                () -> new StackFailure("nobody can be asked here: say --yes to pass over an event"));
                var answer = person.readLine(
                        "%d events wait in %s. Pass over what blocks it? [y/N] ", events.size(), stream);
                if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
                    terminal.line("nothing was changed");
                    return 1;
                }
            }
            return tell(terminal, whereParked(operator, stream, admin -> admin.skip(stream, reason)), json, false);
        }
    }

    @Command(
            name = "forecast",
            description = "Says how many parked streams would go on now, as after a deploy; changes nothing.",
            mixinStandardHelpOptions = true)
    static final class ForecastAll implements Callable<Integer> {
        @Mixin
        private final Operator operator = new Operator();

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;

        @Override
        public Integer call() {
            var terminal = Terminal.standard();
            long parked = 0;
            long released = 0;
            var items = new ArrayList<JsonNode>();
            try (var http = Operator.http()) {
                for (var admin : operator.admins(http)) {
                    var forecast = admin.forecast(MOST);
                    parked += forecast.path("parked").asLong();
                    released += forecast.path("released").asLong();
                    forecast.path("items").forEach(items::add);
                }
            }
            if (!json) {
                items.forEach(item -> tell(terminal, item, false, true));
                terminal.line(released + " of " + parked + " would now go on");
            } else {
                terminal.line(Json.line(new Summary(parked, released, items)));
            }
            return released == parked ? 0 : STILL_PARKED;
        }

        private record Summary(long parked, long released, List<JsonNode> items) {}
    }

    @Command(
            name = "resume",
            description = "Lets a projection go on that stopped because too much had to be parked at once.",
            mixinStandardHelpOptions = true)
    static final class Resume implements Callable<Integer> {
        @Mixin
        private final Operator operator = new Operator();

        @Parameters(paramLabel = "PROJECTION", description = "timeline or alert.")
        private String projection = "";

        @Override
        public Integer call() {
            try (var http = Operator.http()) {
                for (var admin : operator.admins(http)) {
                    var resumed = admin.resume(projection);
                    if (resumed.isPresent()) {
                        Terminal.standard()
                                .line(projection + " goes on: "
                                        + resumed.get().path("state").asText());
                        return 0;
                    }
                }
            }
            throw new StackFailure("there is no projection " + projection);
        }
    }
}
