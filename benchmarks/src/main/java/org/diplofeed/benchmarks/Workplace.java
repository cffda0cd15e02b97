package org.diplofeed.benchmarks;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a benchmark has to work with.
 *
 * @param home the checkout, built
 * @param scratch an empty directory of its own
 * @param data real data that somebody gave, in place of synthetic data
 * @param full whether to measure with as much data and as long as the goals are meant, however long that takes
 */
record Workplace(Path home, Path scratch, Optional<Path> data, boolean full) {}
