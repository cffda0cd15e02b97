package org.diplofeed.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diplofeed.embedded.DirectoryTree;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code feed bench}: measures and prints figures, never a verdict that a build depends on. */
@Command(
        name = "bench",
        description = "Measures this checkout; each figure beside a baseline of the same run.",
        mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {
    private static final Map<String, Benchmark> ALL = Stream.of(
                    new StartBenchmark(),
                    new MemoryBenchmark(),
                    new PathBenchmark(),
                    new IngestBenchmark(),
                    new TimelineBenchmark(),
                    new AlertBenchmark(),
                    new RebuildBenchmark())
            .collect(Collectors.toMap(Benchmark::name, Function.identity(), (a, _) -> a, LinkedHashMap::new));

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Of: start, memory, path, ingest, timeline, alerts, rebuild. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--data", paramLabel = "PATH", description = "Real data, where a benchmark takes some.")
    private @Nullable Path data;

    @Option(names = "--full", description = "As much data and as long as the goals are meant, however long that takes.")
    private boolean full;

    @Option(names = "--json", description = "Prints an array of figures instead of a table.")
    private boolean json;

    /** Runs the command; the system property {@code diplofeed.home} names the checkout. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new Bench()).execute(words));
    }

    @Override
    public Integer call() throws Exception {
        for (var name : names) {
            if (!ALL.containsKey(name)) {
                throw new IllegalArgumentException("no benchmark " + name + ": there are " + ALL.keySet());
            }
        }
        var home = Path.of(System.getProperty("diplofeed.home", ".")).toAbsolutePath();
        var figures = new ArrayList<Figure>();
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        try {
            for (var benchmark : ALL.values()) {
                if (names.isEmpty() || names.contains(benchmark.name())) {
                    measure(benchmark, home, figure -> {
                        figures.add(figure);
                        if (!json) {
                            out.println(line(figure));
                        }
                    });
                }
            }
        } finally {
            if (json) {
                out.println(mapper().writeValueAsString(figures));
            }
            keep(home, figures);
        }
        return 0;
    }

    private void measure(Benchmark benchmark, Path home, Consumer<Figure> figures) throws Exception {
        var scratch = Files.createTempDirectory("diplofeed-bench-");
        try {
            benchmark.run(new Workplace(home, scratch, Optional.ofNullable(data), full), figures);
        } finally {
            DirectoryTree.delete(scratch);
        }
    }

    private static String line(Figure figure) {
        return String.format(
                Locale.ROOT,
                "%-28s %10.1f %-4s  %5.2f × %-10.1f (%s)  goal: %s, %s",
                figure.name(),
                figure.value(),
                figure.unit(),
                figure.ratio(),
                figure.baseline(),
                figure.baselineIs(),
                figure.goal(),
                figure.met() ? "met" : "NOT met");
    }

    /** Keeps the figures with what they were measured on. */
    private static void keep(Path home, List<Figure> figures) throws IOException {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var results = Files.createDirectories(home.resolve("benchmarks/results"));
        var at = Instant.now();
        var run = new LinkedHashMap<String, Object>();
        run.put("at", at.toString());
        run.put("cpus", system.getAvailableProcessors());
        run.put("loadAverage", system.getSystemLoadAverage());
        run.put("java", Runtime.version().toString());
        run.put("figures", figures);
        mapper().writeValue(
                        results.resolve(at.toString().replace(':', '-') + ".json")
                                .toFile(),
                        run);
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    }
}
