/** Alerts in words, for people: what feeds and mails show. Pure. */
@NullMarked
package org.diplofeed.alert.prose;

import org.jspecify.annotations.NullMarked;
