package org.diplofeed.cli.stack;

import java.nio.file.Path;

/**
 * What to start and where.
 *
 * @param home the checkout, whose services are built
 * @param data where everything that is kept is kept
 * @param ports where to listen
 */
public record StackSettings(Path home, Path data, Ports ports) {
    /** The class path loader of a service, as Quarkus packages it. */
    Path serviceJar(ServiceName service) {
        return home.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
