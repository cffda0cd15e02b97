/**
 * Rebuilds: what the service has derived of the log (names, and the derived events that previews, explanations and
 * alerts are read with) made anew beside the live rows, compared with them, and put in their place. What was told to
 * whom, and everything that subscribers have set, is the service's own and stays as it is.
 */
@NullMarked
package org.diplofeed.alert.rebuild;

import org.jspecify.annotations.NullMarked;
