package org.diplofeed.events;

/** An actor was defined, or defined anew: the last one wins. */
public record ActorDefined(Actor actor) implements FeedEvent {
    @Override
    public EventType type() {
        return EventType.ACTOR_DEFINED;
    }

    @Override
    public Actor data() {
        return actor;
    }
}
