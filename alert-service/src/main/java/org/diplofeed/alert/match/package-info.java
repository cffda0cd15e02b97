/** Who wants to know: filters, and what of an event matches them. Pure; no clock, no framework. */
@NullMarked
package org.diplofeed.alert.match;

import org.jspecify.annotations.NullMarked;
