/** Tests of what looks for figures. */
@NullMarked
package org.diplofeed.web.metric;

import org.jspecify.annotations.NullMarked;
