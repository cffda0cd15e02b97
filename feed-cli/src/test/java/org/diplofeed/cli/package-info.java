/** Tests of the feed command. */
@NullMarked
package org.diplofeed.cli;

import org.jspecify.annotations.NullMarked;
