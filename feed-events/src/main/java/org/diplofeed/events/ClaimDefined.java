package org.diplofeed.events;

/** A claim was defined, or defined anew: the last one wins. */
public record ClaimDefined(Claim claim) implements FeedEvent {
    @Override
    public EventType type() {
        return EventType.CLAIM_DEFINED;
    }

    @Override
    public Claim data() {
        return claim;
    }
}
