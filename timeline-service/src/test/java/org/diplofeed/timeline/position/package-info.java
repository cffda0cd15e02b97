@NullMarked
package org.diplofeed.timeline.position;

import org.jspecify.annotations.NullMarked;
