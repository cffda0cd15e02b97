/** Tests of what looks for figures. */
@NullMarked
package org.diplofeed.web.projection;

import org.jspecify.annotations.NullMarked;
