/** Tests of the feed command. */
@NullMarked
package org.diplofeed.cli.demo;

import org.jspecify.annotations.NullMarked;
