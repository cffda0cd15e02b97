package org.diplofeed.alert.delivery;

import org.diplofeed.alert.alerts.AlertHead;
import org.diplofeed.alert.timing.Subject;

/** An alert in a delivery, and what it is made from. */
// The bytes are never changed and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Carried(AlertHead head, Subject subject, byte[] event) {}
