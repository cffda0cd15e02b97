@NullMarked
package org.diplofeed.timeline.claim;

import org.jspecify.annotations.NullMarked;
