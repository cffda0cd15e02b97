package org.diplofeed.events;

/** A meeting was reported. */
public record MeetingReported(MeetingReport report) implements FeedEvent {
    @Override
    public EventType type() {
        return EventType.MEETING_REPORTED;
    }

    @Override
    public MeetingReport data() {
        return report;
    }
}
