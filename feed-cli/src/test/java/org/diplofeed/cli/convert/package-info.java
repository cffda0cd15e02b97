/** Tests of conversions: what records of others become, and what they do not. */
@NullMarked
package org.diplofeed.cli.convert;

import org.jspecify.annotations.NullMarked;
