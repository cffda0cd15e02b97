/**
 * When a subscription is told: at once, or in a digest after a pause, a snooze, a mute or quiet hours. Pure; every
 * instant is an argument.
 */
@NullMarked
package org.diplofeed.alert.timing;

import org.jspecify.annotations.NullMarked;
