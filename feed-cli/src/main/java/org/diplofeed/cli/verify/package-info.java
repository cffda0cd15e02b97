/** Checking an export of alerts offline: nothing but the file and the subscription's public keys is needed. */
@NullMarked
package org.diplofeed.cli.verify;

import org.jspecify.annotations.NullMarked;
