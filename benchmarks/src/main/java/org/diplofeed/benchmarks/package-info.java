/**
 * What is measured, each figure beside a baseline of the same run: a shared machine changes its speed from minute to
 * minute, so a figure alone says little and a ratio says more.
 *
 * <p>{@link Bench} is the command; each {@link Benchmark} starts what it needs by itself.
 */
@NullMarked
package org.diplofeed.benchmarks;

import org.jspecify.annotations.NullMarked;
