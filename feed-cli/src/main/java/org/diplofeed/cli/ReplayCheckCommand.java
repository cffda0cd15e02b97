package org.diplofeed.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = {
            "Says what would come of reading a part of the log anew, and shows how far it is; nothing is written and nobody is",
            "told. Ctrl-C ends the watching, not the check.",
            "Exit status beside the usual ones: 4, streams would park, or it was cancelled."
        },
        mixinStandardHelpOptions = true)
final class ReplayCheckCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private final ReplayCheckOperator operator = new ReplayCheckOperator();

    @Option(names = "--topic", paramLabel = "TOPIC", description = "By its whole name, as in diplofeed.statements.")
    private @Nullable String topic;

    @Option(names = "--partition", paramLabel = "N", description = "Of the topic.")
    private @Nullable Integer partition;

    @Option(names = "--from-offset", paramLabel = "N", description = "From this offset on.")
    private @Nullable Long from;

    @Option(names = "--to-offset", paramLabel = "N", description = "Up to this offset, without it.")
    private @Nullable Long to;

    @Option(names = "--stream", paramLabel = "STREAM", description = "One stream alone, as in statement/st.x.")
    private @Nullable String stream;

    @Option(names = "--since", paramLabel = "TIME", description = "Recorded then or later.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Recorded then or earlier.")
    private @Nullable String until;

    @Option(names = "--limit", paramLabel = "N", description = "Most events (default: 100000).")
    private @Nullable Integer limit;

    @Option(names = "--detach", description = "Does not wait for its end.")
    private boolean detach;

    @Override
    public Integer call() throws InterruptedException {
        try (var http = Operator.http()) {
            var checks = operator.checks(http);
            var begun = checks.start(operator.projection(), part());
            return detach ? operator.tell(Terminal.standard(), begun) : operator.follow(checks, begun);
        }
    }

    private ObjectNode part() {
        var part = JSON.createObjectNode();
        put(part, "topic", topic);
        put(part, "partition", partition);
        put(part, "fromOffset", from);
        put(part, "toOffset", to);
        put(part, "streamId", stream);
        put(part, "since", since);
        put(part, "until", until);
        put(part, "limit", limit);
        return part;
    }

    private static void put(ObjectNode part, String name, @Nullable Object value) {
        if (value != null) {
            part.set(name, JSON.valueToTree(value));
        }
    }
}
