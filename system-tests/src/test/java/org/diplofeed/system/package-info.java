/** The whole system as a black box: what can be seen over HTTP, by webhook and on the log, and nothing else. */
@NullMarked
package org.diplofeed.system;

import org.jspecify.annotations.NullMarked;
