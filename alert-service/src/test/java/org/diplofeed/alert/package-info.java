/** The service as a whole: HTTP, broker and database real. */
@NullMarked
package org.diplofeed.alert;

import org.jspecify.annotations.NullMarked;
