/** Tests of the rate limit. */
@NullMarked
package org.diplofeed.web.rate;

import org.jspecify.annotations.NullMarked;
