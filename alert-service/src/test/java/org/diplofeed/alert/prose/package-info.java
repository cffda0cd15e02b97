@NullMarked
package org.diplofeed.alert.prose;

import org.jspecify.annotations.NullMarked;
