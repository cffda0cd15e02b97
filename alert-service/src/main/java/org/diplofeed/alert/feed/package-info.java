/**
 * Feeds of a subscription's alerts at an address that is a secret: Atom (RFC 4287) with tombstones (RFC 6721), and JSON
 * Feed 1.1.
 */
@NullMarked
package org.diplofeed.alert.feed;

import org.jspecify.annotations.NullMarked;
