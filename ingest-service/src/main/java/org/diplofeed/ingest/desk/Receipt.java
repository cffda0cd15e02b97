package org.diplofeed.ingest.desk;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the sender is told about what was put on the record.
 *
 * @param id of the record or entity
 * @param stream its stream, which is also the Kafka key
 * @param version of the stream after it: the entity tag
 * @param recordedTime when it was put on the record; absent while it is held
 * @param heldUntil when an embargoed record will reach the log
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        String id,
        String stream,
        long version,
        @Nullable @JsonProperty("recordedtime") String recordedTime,
        @Nullable Instant heldUntil) {
    public Receipt {
        requireNonNull(id, "id");
        requireNonNull(stream, "stream");
    }

    /**
     * What a reader gives as {@code If-Fresh} to wait for it: the stream, {@code @}, the version, as in
     * {@code statement/st.x@2}; no id holds an {@code @}. Null while it is held, for then there is nothing to wait for.
     */
    public @Nullable String feedToken() {
        return heldUntil == null ? stream + "@" + version : null;
    }
}
