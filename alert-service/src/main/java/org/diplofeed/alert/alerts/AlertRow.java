package org.diplofeed.alert.alerts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code alert}, for reading: {@link AlertRows} writes them. */
@Entity
@Table(name = "alert")
// Hibernate makes an empty one and fills it.
@SuppressWarnings("NullAway.Init")
class AlertRow {
    @Id
    @Column(name = "alert_id")
    String alertId;

    @Column(name = "subscription_id")
    String subscriptionId;

    @Column(name = "rehearsal_id")
    @Nullable
    String rehearsalId;

    long sequence;

    @Column(name = "previous_alert_id")
    @Nullable
    String previousAlertId;

    String kind;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "about_id")
    String aboutId;

    @Nullable
    String holder;

    @Column(name = "issue_id")
    @Nullable
    String issueId;

    short urgency;
    boolean backfill;
    String matched;

    @Nullable
    String supersedes;

    @Column(name = "previous_hash")
    @Nullable
    String previousHash;

    Long[] skipped;

    @Nullable
    String hash;

    @Column(name = "superseded_by")
    @Nullable
    String supersededBy;

    @Column(name = "created_at")
    Instant createdAt;
}
