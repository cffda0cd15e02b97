package org.diplofeed.cli.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What to start and where.
 *
 * @param home the checkout, whose services are built
 * @param data where everything that is kept is kept
 * @param ports where to listen
 * @param services which of the services; broker and Postgres come always
 * @param makesAotCaches whether the first run of a build records what later starts are made faster of
 * @param environment what services are told beside what they need
 */
public record StackSettings(
        Path home,
        Path data,
        Ports ports,
        Set<ServiceName> services,
        boolean makesAotCaches,
        Map<String, String> environment) {
    /** Keeps its own copies. */
    public StackSettings {
        services = Set.copyOf(services);
        environment = Map.copyOf(environment);
    }

    /** The same, of another build and at other ports. */
    StackSettings beside(Path otherHome, Ports otherPorts) {
        return new StackSettings(otherHome, data, otherPorts, services, false, environment);
    }
}
