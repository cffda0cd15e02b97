/**
 * Two real stories, played through the services' HTTP interfaces as a publisher and a newsroom would: {@link Demo}
 * posts them, {@link WebhookReceiver} gets what they cause.
 */
@NullMarked
package org.diplofeed.cli.demo;

import org.jspecify.annotations.NullMarked;
