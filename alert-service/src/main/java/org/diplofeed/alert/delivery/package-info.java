/**
 * Delivering: the queue on Postgres, the workers that empty it, and the log of what they tried.
 *
 * <p>{@link org.diplofeed.alert.delivery.DeliveryRules} decides what an answer means and is pure;
 * {@link org.diplofeed.alert.delivery.DeliveryQueue} is the only class that writes the queue's rows;
 * {@link org.diplofeed.alert.delivery.DeliveryWorkers} claim, send and complete.
 */
@NullMarked
package org.diplofeed.alert.delivery;

import org.jspecify.annotations.NullMarked;
