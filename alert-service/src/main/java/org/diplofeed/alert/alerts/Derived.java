package org.diplofeed.alert.alerts;

import org.diplofeed.alert.match.Occasion;
import org.diplofeed.events.Envelope;

/** A derived event, with what it gives reason to tell. */
// The payload is never changed and never compared.
@SuppressWarnings("ArrayRecordComponent")
record Derived(Envelope envelope, Occasion occasion, byte[] payload) {}
