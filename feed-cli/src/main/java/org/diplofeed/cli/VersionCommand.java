package org.diplofeed.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "version", description = "Says which version this is.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Terminal.standard()
                .line(
                        json
                                ? Json.line(
                                        "version",
                                        BuildVersion.number(),
                                        "java",
                                        Runtime.version().toString())
                                : new BuildVersion().getVersion()[0]);
        return 0;
    }
}
