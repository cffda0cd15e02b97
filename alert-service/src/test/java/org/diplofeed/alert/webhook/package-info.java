@NullMarked
package org.diplofeed.alert.webhook;

import org.jspecify.annotations.NullMarked;
