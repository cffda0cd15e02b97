@NullMarked
package org.diplofeed.alert.timing;

import org.jspecify.annotations.NullMarked;
