package org.diplofeed.events;

/** An issue was defined, or defined anew: the last one wins. */
public record IssueDefined(Issue issue) implements FeedEvent {
    @Override
    public EventType type() {
        return EventType.ISSUE_DEFINED;
    }

    @Override
    public Issue data() {
        return issue;
    }
}
