/** What is measured. */
@NullMarked
package org.diplofeed.benchmarks;

import org.jspecify.annotations.NullMarked;
