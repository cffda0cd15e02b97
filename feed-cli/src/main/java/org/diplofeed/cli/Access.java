package org.diplofeed.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.diplofeed.cli.stack.Keys;
import org.diplofeed.cli.stack.Ports;
import org.diplofeed.cli.stack.ServiceName;
import org.diplofeed.cli.stack.Tokens;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command gets into the services. */
final class Access {
    /** This machine. */
    static final URI LOCAL = URI.create("http://127.0.0.1");

    private static final Duration LIFETIME = Duration.ofHours(1);

    @Option(names = "--token", paramLabel = "TOKEN", description = "The token to use, with all roles that are needed.")
    private @Nullable String token;

    @Option(names = "--token-key", paramLabel = "FILE", description = "The RSA key (PEM, PKCS #8) that signs tokens.")
    private @Nullable Path tokenKey;

    /** The token that was given, or one signed by the key that was given or by the local stack's. */
    String token(Place place, Set<String> roles, String subject, @Nullable String organisation) {
        String fixed = token;
        if (fixed != null) {
            return fixed;
        }
        Tokens signer = tokenKey != null
                ? new Tokens(Keys.readPrivateKey(tokenKey))
                : new Keys(place.data().keys()).tokens();
        return signer.issue(roles, subject, organisation, LIFETIME);
    }

    /** Where a service is: at the given address, or where it runs in this place, or at the port that is meant. */
    static URI service(@Nullable URI given, Place place, ServiceName service) {
        return service(given, LOCAL, place.ports(), service);
    }

    /** Where a service is: at the given address, or at its port of a machine. */
    static URI service(@Nullable URI given, URI machine, Ports ports, ServiceName service) {
        return given != null
                ? given
                : URI.create(machine.getScheme() + "://" + machine.getHost() + ":" + ports.http(service));
    }
}
