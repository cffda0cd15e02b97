/** What a file has to be for a restore. */
@NullMarked
package org.diplofeed.cli.backup;

import org.jspecify.annotations.NullMarked;
