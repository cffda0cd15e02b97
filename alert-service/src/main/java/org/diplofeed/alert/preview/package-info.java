/** Before and after the fact: what a filter would have told, and why an alert did, or did not, go out. */
@NullMarked
package org.diplofeed.alert.preview;

import org.jspecify.annotations.NullMarked;
