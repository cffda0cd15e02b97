/**
 * Standard Webhooks 1.0: secrets, keys and signatures. Pure, apart from {@link org.diplofeed.alert.webhook.SecretBox},
 * which draws nonces.
 */
@NullMarked
package org.diplofeed.alert.webhook;

import org.jspecify.annotations.NullMarked;
