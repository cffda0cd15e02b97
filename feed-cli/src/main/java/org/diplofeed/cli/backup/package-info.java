/** The log into a file and back: {@code feed export}, {@code feed restore}. */
@NullMarked
package org.diplofeed.cli.backup;

import org.jspecify.annotations.NullMarked;
