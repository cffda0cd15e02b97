/** Tells newsrooms. */
@NullMarked
package org.diplofeed.alert;

import org.jspecify.annotations.NullMarked;
