/** The service as a client meets it: a real broker, a real database, tokens and HTTP. */
@NullMarked
package org.diplofeed.timeline.answer;

import org.jspecify.annotations.NullMarked;
