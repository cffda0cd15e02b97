@NullMarked
package org.diplofeed.alert.delivery;

import org.jspecify.annotations.NullMarked;
