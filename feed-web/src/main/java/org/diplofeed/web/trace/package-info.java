/** What a service traces of its requests, and what it leaves out. */
@NullMarked
package org.diplofeed.web.trace;

import org.jspecify.annotations.NullMarked;
