/** The settings of the broker, which the three services have in common. */
@NullMarked
package org.diplofeed.web.broker;

import org.jspecify.annotations.NullMarked;
