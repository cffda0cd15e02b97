@NullMarked
package org.diplofeed.timeline.meeting;

import org.jspecify.annotations.NullMarked;
