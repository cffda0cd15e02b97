/** The event log: append, relay, project. */
@NullMarked
package org.diplofeed.log;

import org.jspecify.annotations.NullMarked;
