/** Documents: which version followed which, and who stands by which. Derived from statements, and pure. */
@NullMarked
package org.diplofeed.timeline.document;

import org.jspecify.annotations.NullMarked;
