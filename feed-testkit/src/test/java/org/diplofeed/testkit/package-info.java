/** What tests may rely on. */
@NullMarked
package org.diplofeed.testkit;

import org.jspecify.annotations.NullMarked;
