@NullMarked
package org.diplofeed.alert.target;

import org.jspecify.annotations.NullMarked;
