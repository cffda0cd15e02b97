package org.diplofeed.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "skip",
        description = {
            "Passes over what blocks a stream, for a reason that is kept for ever, and applies the rest.",
            "Counts and asks before it does."
        },
        mixinStandardHelpOptions = true)
final class ParkedSkipCommand implements Callable<Integer> {
    @Mixin
    private final ParkedStreams parked = new ParkedStreams();

    @Mixin
    private final Confirmation confirmation = new Confirmation();

    @Parameters(paramLabel = "STREAM", description = "As in statement/st.x.")
    private String stream = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    public Integer call() {
        var terminal = Terminal.standard();
        int waiting = parked.of(stream, admin -> admin.events(stream)).size();
        if (!confirmation.given("%d events wait in %s. Pass over what blocks it?".formatted(waiting, stream))) {
            terminal.line("nothing was changed");
            return 1;
        }
        return parked.tell(terminal, parked.of(stream, admin -> admin.skip(stream, reason)), false);
    }
}
