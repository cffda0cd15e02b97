/** The projection against a real Postgres: laws over seeded random histories, and the samples. */
@NullMarked
package org.diplofeed.timeline.projection;

import org.jspecify.annotations.NullMarked;
