/**
 * Alerts: who is told of what the log derives, exactly once, and what the telling says.
 *
 * <p>{@link org.diplofeed.alert.alerts.AlertProjection} writes them, with their deliveries, in the transaction that
 * advances the offset; {@link org.diplofeed.alert.alerts.AlertBody} is how one reads and is pure.
 */
@NullMarked
package org.diplofeed.alert.alerts;

import org.jspecify.annotations.NullMarked;
