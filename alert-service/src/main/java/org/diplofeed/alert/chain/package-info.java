/** The chain of hashes that ties a subscription's alerts together: its signed end, and all of it for keeping. */
@NullMarked
package org.diplofeed.alert.chain;

import org.jspecify.annotations.NullMarked;
