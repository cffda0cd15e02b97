/** A baseline: what an endpoint costs that parses a statement and stores it, and does nothing else. */
@NullMarked
package org.diplofeed.bare;

import org.jspecify.annotations.NullMarked;
