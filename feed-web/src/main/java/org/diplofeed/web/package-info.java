/** What the three HTTP interfaces share. */
@NullMarked
package org.diplofeed.web;

import org.jspecify.annotations.NullMarked;
