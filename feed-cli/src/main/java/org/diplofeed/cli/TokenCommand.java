package org.diplofeed.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.diplofeed.cli.stack.Keys;
import org.diplofeed.cli.stack.StackFailure;
import org.diplofeed.cli.stack.Tokens;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "token",
        description = {
            "Prints a bearer token for the local stack, as in:",
            "  curl -H \"Authorization: Bearer $(feed token --role reader)\" localhost:8082/v1/timeline"
        },
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    /** What a bearer may do; the names are the token's. */
    enum Role {
        publisher,
        reader,
        newsroom,
        operator
    }

    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--role",
            required = true,
            split = ",",
            paramLabel = "ROLE",
            description = "${COMPLETION-CANDIDATES}; more than one by commas or repetition.")
    private List<Role> roles = List.of();

    @Option(names = "--org", paramLabel = "ORG", description = "The newsroom's organisation: what it owns is its own.")
    private @Nullable String organisation;

    @Option(
            names = "--subject",
            paramLabel = "NAME",
            defaultValue = "local",
            description = "Who bears it (default: ${DEFAULT-VALUE}).")
    private String subject = "";

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            defaultValue = "12h",
            description = "How long it holds: 30m, 12h, 7d or ISO 8601 (default: ${DEFAULT-VALUE}).")
    private String lifetime = "";

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Sign with this RSA key (PEM, PKCS #8) instead of the local stack's.")
    private @Nullable Path key;

    @Override
    public Integer call() {
        var names = roles.stream().map(Role::name).collect(Collectors.toCollection(TreeSet::new));
        Terminal.standard().line(signer().issue(names, subject, organisation, duration(lifetime)));
        return 0;
    }

    private Tokens signer() {
        if (key != null) {
            return new Tokens(Keys.readPrivateKey(key));
        }
        var keys = new Keys(place.data().keys());
        keys.make();
        return keys.tokens();
    }

    static Duration duration(String text) {
        return positive(durationOrZero(text), text);
    }

    static Duration durationOrZero(String text) {
        try {
            String upper = text.toUpperCase(Locale.ROOT);
            return Duration.parse(upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper);
        } catch (DateTimeParseException e) {
            throw new StackFailure(text + " is not a time: say 30m, 12h or 7d", e);
        }
    }

    private static Duration positive(Duration parsed, String text) {
        if (!parsed.isPositive()) {
            throw new StackFailure(text + " is over before it began");
        }
        return parsed;
    }
}
