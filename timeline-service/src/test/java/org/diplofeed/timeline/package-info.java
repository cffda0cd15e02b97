@NullMarked
package org.diplofeed.timeline;

import org.jspecify.annotations.NullMarked;
