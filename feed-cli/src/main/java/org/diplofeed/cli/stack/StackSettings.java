package org.diplofeed.cli.stack;

import java.nio.file.Path;
import java.util.Set;

/**
 * What to start and where.
 *
 * @param home the checkout, whose services are built
 * @param data where everything that is kept is kept
 * @param ports where to listen
 * @param services which of the services; broker and Postgres come always
 * @param makesAotCaches whether the first run of a build records what later starts are made faster of
 */
public record StackSettings(Path home, Path data, Ports ports, Set<ServiceName> services, boolean makesAotCaches) {
    /** Keeps its own copy. */
    public StackSettings {
        services = Set.copyOf(services);
    }
}
