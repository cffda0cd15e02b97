package org.diplofeed.log;

import org.jspecify.annotations.Nullable;

/**
 * What an operator passed over: versions that never arrived, one event, or one record without a version.
 *
 * @param offset where the record still is in the log; null for versions that never arrived
 */
record Skipped(
        @Nullable Long fromVersion,
        @Nullable Long toVersion,
        @Nullable Long offset) {}
