package org.diplofeed.cli.stack;

import java.nio.file.Path;

/**
 * What to start and where.
 *
 * @param home the checkout, whose services are built
 * @param data where everything that is kept is kept
 * @param ports where to listen
 * @param makesAotCaches whether a first start of a build may take longer so that later ones are faster
 */
public record StackSettings(Path home, Path data, Ports ports, boolean makesAotCaches) {}
