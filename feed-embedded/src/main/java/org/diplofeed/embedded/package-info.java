/** A real broker and a real database on this machine. */
@NullMarked
package org.diplofeed.embedded;

import org.jspecify.annotations.NullMarked;
