package org.diplofeed.alert.preview;

import java.time.Instant;
import org.diplofeed.alert.match.Occasion;

/**
 * A derived event of the past.
 *
 * @param time valid time
 */
record PastEvent(String eventId, Instant time, Occasion occasion) {}
