/** What tests share. */
@NullMarked
package org.diplofeed.testkit;

import org.jspecify.annotations.NullMarked;
