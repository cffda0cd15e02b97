package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.diplofeed.cli.demo.FeedApi;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = {
            "Sends again what was sent, says what would come of reading the log again, or rehearses a past period."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ReplayCommand.Alerts.class,
            ReplayCheckCommand.class,
            ReplayChecksCommand.class,
            RehearseCommand.class,
            RehearsalsCommand.class
        })
final class ReplayCommand {
    private ReplayCommand() {}

    @Command(
            name = "alerts",
            description = {
                "Sends a subscription's alerts again, under the same ids, so that a receiver recognises what it has.",
                "Counts them and asks first. Exit status beside the usual ones: 4, nothing is to be sent."
            },
            mixinStandardHelpOptions = true)
    static final class Alerts implements Callable<Integer> {
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final int NOTHING = 4;
        private static final Duration BETWEEN = Duration.ofMillis(500);

        @Mixin
        private final Operator operator = new Operator();

        @Mixin
        private final Confirmation confirmation = new Confirmation();

        @Option(names = "--subscription", required = true, paramLabel = "ID", description = "Whose alerts.")
        private String subscription = "";

        @Option(
                names = "--org",
                paramLabel = "ORG",
                defaultValue = "newsroom",
                description = "The newsroom that it belongs to (default: ${DEFAULT-VALUE}).")
        private String organisation = "";

        @Option(names = "--since", paramLabel = "TIME", description = "Alerts that were made then or later.")
        private @Nullable String since;

        @Option(names = "--from-sequence", paramLabel = "N", description = "Alerts from this sequence on.")
        private @Nullable Long fromSequence;

        @Option(names = "--dry-run", description = "Counts alone.")
        private boolean dryRun;

        @Option(names = "--json", description = "Prints JSON.")
        private boolean json;

        @Override
        public Integer call() throws InterruptedException {
            if (since == null && fromSequence == null) {
                throw new StackFailure("say --since a time, or --from-sequence a number");
            }
            var terminal = Terminal.standard();
            try (var http = Operator.http()) {
                var api = operator.api(http, ServiceName.ALERT, "newsroom", organisation);
                var path = "/v1/subscriptions/" + FeedApi.segment(subscription) + "/redeliveries";
                var counted = FeedApi.expect("counting alerts", api.post(path, body(true)))
                        .body();
                long count = counted.path("count").asLong();
                if (dryRun || count == 0) {
                    terminal.line(json ? counted.toString() : "%,d alerts would be sent again".formatted(count));
                    return count == 0 ? NOTHING : 0;
                }
                if (!confirmation.given("Send %,d alerts of %s again?".formatted(count, subscription))) {
                    terminal.line("nothing was sent");
                    return 1;
                }
                var begun = FeedApi.expect("sending again", api.post(path, body(false)));
                var location = begun.header("Location")
                        .orElseThrow(() -> new StackFailure("the answer does not say where the operation is"));
                return follow(terminal, api, java.net.URI.create(location).getRawPath());
            }
        }

        private ObjectNode body(boolean counting) {
            var body = JSON.createObjectNode().put("dryRun", counting);
            if (since != null) {
                body.put("since", since);
            }
            if (fromSequence != null) {
                body.put("afterSequence", fromSequence - 1);
            }
            return body;
        }

        private int follow(Terminal terminal, FeedApi api, String operation) throws InterruptedException {
            JsonNode now;
            try (var progress = EventProgress.show("replay")) {
                while (true) {
                    now = FeedApi.expect("asking how far it is", api.get(operation))
                            .body();
                    progress.at(
                            now.path("done").asLong(),
                            now.path("total").asLong(),
                            now.path("state").asText());
                    if (!now.path("state").asText().equals("running")) {
                        break;
                    }
                    TimeUnit.MILLISECONDS.sleep(BETWEEN.toMillis());
                }
            }
            terminal.line(
                    json
                            ? now.toString()
                            : terminal.good("✓ ")
                                    + "%,d of %,d alerts are sent again, the operation is %s"
                                            .formatted(
                                                    now.path("done").asLong(),
                                                    now.path("total").asLong(),
                                                    now.path("state").asText()));
            return 0;
        }
    }
}
