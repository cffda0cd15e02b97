/** Tests of the feed command. */
@NullMarked
package org.diplofeed.cli.stack;

import org.jspecify.annotations.NullMarked;
