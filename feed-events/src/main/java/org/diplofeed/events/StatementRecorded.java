package org.diplofeed.events;

/** A statement was put on the record. */
public record StatementRecorded(Statement statement) implements FeedEvent {
    @Override
    public EventType type() {
        return EventType.STATEMENT_RECORDED;
    }

    @Override
    public Statement data() {
        return statement;
    }
}
