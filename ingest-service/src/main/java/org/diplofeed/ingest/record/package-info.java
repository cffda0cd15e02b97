/**
 * What happens to records later: corrections, retractions, links of duplicates. The commands are pure; the resources
 * know HTTP and hold no rule.
 */
@NullMarked
package org.diplofeed.ingest.record;

import org.jspecify.annotations.NullMarked;
