/** Tests of rebuilds. */
@NullMarked
package org.diplofeed.alert.rebuild;

import org.jspecify.annotations.NullMarked;
