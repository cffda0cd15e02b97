@NullMarked
package org.diplofeed.alert.alerts;

import org.jspecify.annotations.NullMarked;
