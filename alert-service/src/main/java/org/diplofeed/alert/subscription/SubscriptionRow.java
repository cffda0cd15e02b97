package org.diplofeed.alert.subscription;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code subscription}. */
@Entity
@Table(name = "subscription")
// Hibernate makes an empty one and fills it.
@SuppressWarnings("NullAway.Init")
class SubscriptionRow {
    @Id
    @Column(name = "subscription_id")
    String subscriptionId;

    String tenant;
    String name;
    /** A {@link org.diplofeed.alert.match.Filter} as JSON. */
    String filter;

    /** How alerts are sent: webhook; pull for not at all. */
    String channel;

    /** Where to; empty for nowhere. */
    String url;

    /** A {@link org.diplofeed.alert.timing.Timing} as JSON. */
    String timing;

    @Column(name = "max_age_seconds")
    @Nullable
    Long maxAgeSeconds;

    boolean ordered;
    String status;

    boolean paused;

    /** Whether it is told what is rehearsed, and nothing else. */
    boolean sandbox;

    @Column(name = "status_reason")
    @Nullable
    String statusReason;

    long version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;
}
