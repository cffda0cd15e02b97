package org.diplofeed.alert.delivery;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code delivery}, for reading: {@link DeliveryQueue} writes them. */
@Entity
@Table(name = "delivery")
// Hibernate makes an empty one and fills it.
@SuppressWarnings("NullAway.Init")
class DeliveryRow {
    @Id
    @Column(name = "delivery_id")
    String deliveryId;

    @Column(name = "subscription_id")
    String subscriptionId;

    String kind;

    @Column(name = "alert_id")
    @Nullable
    String alertId;

    @Column(name = "webhook_id")
    String webhookId;

    String state;
    int attempts;
    Instant due;

    @Column(name = "last_status")
    @Nullable
    Integer lastStatus;

    @Column(name = "last_error")
    @Nullable
    String lastError;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "finished_at")
    @Nullable
    Instant finishedAt;
}
