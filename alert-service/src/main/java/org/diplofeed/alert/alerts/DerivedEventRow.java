package org.diplofeed.alert.alerts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code derived_event}, for reading. */
@Entity
@Table(name = "derived_event")
// Hibernate makes an empty one and fills it.
@SuppressWarnings("NullAway.Init")
class DerivedEventRow {
    @Id
    @Column(name = "event_id")
    String eventId;

    String type;

    @Column(name = "about_id")
    String aboutId;

    Instant occurred;
    Instant recorded;
    byte[] payload;
}
