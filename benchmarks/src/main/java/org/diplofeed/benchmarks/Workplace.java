package org.diplofeed.benchmarks;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a benchmark has to work with.
 *
 * @param home the checkout, built
 * @param scratch an empty directory of its own
 * @param data real data that somebody gave, in place of synthetic data
 * @param full whether it may take as long as the full amount of data takes
 */
record Workplace(Path home, Path scratch, Optional<Path> data, boolean full) {}
