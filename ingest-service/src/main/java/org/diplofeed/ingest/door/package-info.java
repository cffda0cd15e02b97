/**
 * The front door: reads a request into a submission and turns its outcome into an answer. The resources of all packages
 * go through here, so that all of them refuse, repeat and answer alike.
 */
@NullMarked
package org.diplofeed.ingest.door;

import org.jspecify.annotations.NullMarked;
