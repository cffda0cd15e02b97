/**
 * The audit of refusals: who was refused what, when and why. It holds the kinds of faults and never what was sent,
 * which may be restricted; it is bounded by age and number.
 */
@NullMarked
package org.diplofeed.ingest.audit;

import org.jspecify.annotations.NullMarked;
