package org.diplofeed.alert.alerts;

/** An alert that was told and still stands. */
record Original(String alertId, String subscriptionId, boolean backfill) {}
