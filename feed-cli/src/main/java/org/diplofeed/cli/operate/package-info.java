/** What operators do to running services, over their HTTP interfaces. */
@NullMarked
package org.diplofeed.cli.operate;

import org.jspecify.annotations.NullMarked;
