package org.diplofeed.alert.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code delivery_attempt}, for reading. */
@Entity
@Table(name = "delivery_attempt")
@IdClass(AttemptRow.Key.class)
// Hibernate makes an empty one and fills it.
@SuppressWarnings("NullAway.Init")
class AttemptRow {
    /** What names a row. */
    record Key(String deliveryId, int attempt) {}

    @Id
    @Column(name = "delivery_id")
    String deliveryId;

    @Id
    int attempt;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "duration_ms")
    long durationMillis;

    @Nullable
    Integer status;

    @Nullable
    String error;

    String headers;

    @Nullable
    String answer;

    boolean truncated;
}
