package org.diplofeed.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.diplofeed.cli.stack.StackFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "retry",
        description = {
            "Applies what waits in a stream, or in all of them, in order. Counts and asks before it does so with all.",
            "Exit status beside the usual ones: 4, something is still parked."
        },
        mixinStandardHelpOptions = true)
final class ParkedRetryCommand implements Callable<Integer> {
    @Mixin
    private final ParkedStreams parked = new ParkedStreams();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Parameters(paramLabel = "STREAM", arity = "0..1", description = "As in statement/st.x.")
    private @Nullable String stream;

    @Option(names = "--all", description = "All parked streams.")
    private boolean all;

    @Option(names = "--dry-run", description = "Says what would come of it and changes nothing.")
    private boolean dryRun;

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        String one = stream;
        if ((one == null) != all) {
            throw new StackFailure("name a stream, or say --all");
        }
        if (one != null) {
            return parked.tell(terminal, parked.of(one, admin -> admin.retry(one, dryRun)), dryRun);
        }
        if (!dryRun && !confirmation.given(question())) {
            terminal.line("nothing was changed");
            return 1;
        }
        var status = new AtomicInteger();
        parked.each((admin, streams) -> streams.forEach(found -> admin.retry(
                        found.path("streamId").asText(), dryRun)
                .ifPresent(outcome -> status.accumulateAndGet(parked.tell(terminal, outcome, dryRun), Math::max))));
        return status.get();
    }

    private String question() {
        var streams = new AtomicLong();
        var events = new AtomicLong();
        parked.each((_, found) -> found.forEach(waiting -> {
            streams.incrementAndGet();
            events.addAndGet(waiting.path("events").asLong());
        }));
        return "%,d streams are parked, %,d events wait in them. Apply them?".formatted(streams.get(), events.get());
    }
}
