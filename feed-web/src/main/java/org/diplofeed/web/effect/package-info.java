/** What one event caused, as operators ask for it: each service tells its own part. */
@NullMarked
package org.diplofeed.web.effect;

import org.jspecify.annotations.NullMarked;
