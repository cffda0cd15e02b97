@NullMarked
package org.diplofeed.alert.rehearsal;

import org.jspecify.annotations.NullMarked;
