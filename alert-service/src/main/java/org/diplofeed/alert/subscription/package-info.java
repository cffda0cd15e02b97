/**
 * Subscriptions: what a newsroom wants to be told, where, and whether the target agreed.
 *
 * <p>{@link org.diplofeed.alert.subscription.SubscriptionDraft} reads and checks what a client asks for and is pure;
 * {@link org.diplofeed.alert.subscription.SubscriptionStore} keeps it.
 */
@NullMarked
package org.diplofeed.alert.subscription;

import org.jspecify.annotations.NullMarked;
