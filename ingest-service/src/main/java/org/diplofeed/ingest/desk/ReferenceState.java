package org.diplofeed.ingest.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reference entity as it is defined now.
 *
 * @param recorded when this definition was recorded; null while the transaction that does so is under way
 */
public record ReferenceState(
        ReferenceKey key, long version, @Nullable Instant recorded, Fingerprint fingerprint, ObjectNode document) {}
