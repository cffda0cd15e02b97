package org.diplofeed.timeline.answer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code definition}: an actor, an issue or a claim, as one event defined it. */
@Entity
@Immutable
@Table(name = "definition")
@IdClass(Definition.Key.class)
// Hibernate fills the fields of what it reads.
@SuppressWarnings("NullAway.Init")
class Definition {
    /** What is defined. */
    enum Kind {
        ACTOR,
        ISSUE,
        CLAIM
    }

    /** What tells rows apart. */
    record Key(String kind, String id, long version) implements Serializable {}

    @Id
    String kind;

    @Id
    String id;

    @Id
    long version;

    @Column(name = "known_from")
    Instant knownFrom;

    @Column(name = "known_to")
    @Nullable
    Instant knownTo;

    String data;
}
