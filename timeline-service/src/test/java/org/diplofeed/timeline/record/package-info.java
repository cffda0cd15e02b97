@NullMarked
package org.diplofeed.timeline.record;

import org.jspecify.annotations.NullMarked;
