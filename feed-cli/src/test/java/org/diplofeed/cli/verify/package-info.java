@NullMarked
package org.diplofeed.cli.verify;

import org.jspecify.annotations.NullMarked;
