/** Figures that a database has to be asked for. */
@NullMarked
package org.diplofeed.web.metric;

import org.jspecify.annotations.NullMarked;
