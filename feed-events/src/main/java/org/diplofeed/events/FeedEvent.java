package org.diplofeed.events;

/** What can happen on the feed. */
public sealed interface FeedEvent
        permits ActorDefined,
                IssueDefined,
                ClaimDefined,
                StatementRecorded,
                MeetingReported,
                RecordCorrected,
                RecordRetracted,
                RecordsLinked,
                ShiftConfirmed,
                ShiftWithdrawn,
                HistoryRevised,
                NoticeRaised {
    /** Its type, with the name that it has on the wire. */
    EventType type();

    /** What stands in the event's data. */
    Object data();
}
