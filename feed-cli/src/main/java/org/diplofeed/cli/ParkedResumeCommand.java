package org.diplofeed.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "Lets a projection go on that stopped because too much had to be parked at once.",
        mixinStandardHelpOptions = true)
final class ParkedResumeCommand implements Callable<Integer> {
    @Mixin
    private final ParkedStreams parked = new ParkedStreams();

    @Parameters(paramLabel = "PROJECTION", description = "timeline or alert.")
    private String projection = "";

    @Override
    public Integer call() {
        JsonNode resumed = parked.first(admin -> admin.resume(projection), "there is no projection " + projection);
        Terminal.standard()
                .line(
                        parked.asJson()
                                ? Json.line(resumed)
                                : projection + " goes on: "
                                        + resumed.path("state").asText());
        return 0;
    }
}
