/**
 * Where a webhook may be sent: the target is hostile until its address is vetted, and may change between two attempts.
 *
 * <p>{@link org.diplofeed.alert.target.TargetUrl} and {@link org.diplofeed.alert.target.AddressRules} are the rules and
 * are pure. {@link org.diplofeed.alert.target.TargetClient} resolves once, connects to the address that passed, and
 * bounds time and answer.
 */
@NullMarked
package org.diplofeed.alert.target;

import org.jspecify.annotations.NullMarked;
