package org.diplofeed.alert.alerts;

/**
 * An alert that was told and still stands.
 *
 * @param tried whether it was sent at least once, so that it may have been received
 */
record Original(String alertId, String subscriptionId, boolean backfill, boolean tried) {}
