package org.diplofeed.cli.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code feed verify-alerts}. */
@Command(
        name = "verify-alerts",
        description = {
            "Checks an export of a subscription's alerts: that none was changed, removed, added or moved.",
            "Needs nothing that runs, if the keys are in a file:",
            "  curl …/v1/subscriptions/ID/export > alerts.ndjson",
            "  curl …/v1/subscriptions/ID/jwks > keys.json",
            "  feed verify-alerts alerts.ndjson --jwks keys.json"
        },
        mixinStandardHelpOptions = true)
public final class VerifyAlertsCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int OK = 200;

    @Parameters(paramLabel = "FILE", description = "The export.")
    private Path file = Path.of("");

    @Option(names = "--jwks", required = true, paramLabel = "FILE|URL", description = "The subscription's public keys.")
    private String jwks = "";

    @Option(names = "--token", paramLabel = "TOKEN", description = "A bearer token, if the keys are at a URL.")
    private @Nullable String token;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        try (var export = Files.newBufferedReader(file)) {
            var verdict = AlertChain.check(export, PublicKeys.read(keys()));
            verdict.faults().forEach(fault -> out().println(file + ": " + fault));
            out().println(
                            verdict.faults().isEmpty()
                                    ? verdict.alerts() + " alerts hold together, and " + verdict.signedBy()
                                            + " signed their end."
                                    : "This is not what was told.");
            return verdict.faults().isEmpty() ? 0 : 1;
        } catch (IOException | IllegalArgumentException e) {
            err().println("feed: cannot check: " + e.getMessage());
            return 1;
        }
    }

    private String keys() throws IOException, InterruptedException {
        if (!jwks.startsWith("http://") && !jwks.startsWith("https://")) {
            return Files.readString(Path.of(jwks));
        }
        var request = HttpRequest.newBuilder(URI.create(jwks)).timeout(PATIENCE);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException(jwks + " answers " + answer.statusCode());
            }
            return answer.body();
        }
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
