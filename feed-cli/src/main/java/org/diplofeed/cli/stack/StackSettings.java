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
 * @param makesAotCaches whether a first start of a build may take longer so that later ones are faster
 */
public record StackSettings(Path home, Path data, Ports ports, Set<ServiceName> services, boolean makesAotCaches) {
    /** Keeps its own copy. */
    public StackSettings {
        services = Set.copyOf(services);
    }
}
