package org.diplofeed.web.effect;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is there because of an event.
 *
 * @param kind what it is: EVENT, LATER_EVENT, READ, POSITION, DERIVED_EVENT, ALERT, DELIVERY
 * @param id its id, unique within its kind
 * @param causedBy the id of what it follows from
 * @param type of an event its type, of an alert its kind, of what was read how the record changed
 * @param about what it is about: a stream, a position, a shift, a subscription
 * @param number of an event its place in its stream, of an alert its sequence, of a delivery how often it was tried
 * @param state of a delivery what became of it
 * @param at when it was recorded or made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Effect(
        Kind kind,
        String id,
        @Nullable String causedBy,
        @Nullable String type,
        @Nullable String about,
        @Nullable Long number,
        @Nullable String state,
        @Nullable Instant at) {
    /** What there can be. */
    public enum Kind {
        /** The event itself, on ingest's ledger. */
        EVENT,
        /** What was recorded after it in the same stream. */
        LATER_EVENT,
        /** The event as the timeline has read it. */
        READ,
        /** A position that rests on its record. */
        POSITION,
        /** What the timeline made of it: a shift, its withdrawal, a revision, a notice. */
        DERIVED_EVENT,
        ALERT,
        DELIVERY
    }
}
