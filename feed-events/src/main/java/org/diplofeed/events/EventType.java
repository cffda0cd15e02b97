package org.diplofeed.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The types of event there are, each with the name and the schema version that this code writes.
 *
 * <p>The name on the wire is {@code diplofeed.<what>.v<version>}. It is chosen here and never follows a class's name.
 */
public enum EventType {
    ACTOR_DEFINED("actor.defined", Actor.class),
    ISSUE_DEFINED("issue.defined", Issue.class),
    CLAIM_DEFINED("claim.defined", Claim.class),
    STATEMENT_RECORDED("statement.recorded", Statement.class),
    MEETING_REPORTED("meeting.reported", MeetingReport.class),
    RECORD_CORRECTED("record.corrected", RecordCorrected.class),
    RECORD_RETRACTED("record.retracted", RecordRetracted.class),
    RECORDS_LINKED("records.linked", RecordsLinked.class),
    SHIFT_CONFIRMED("shift.confirmed", ShiftConfirmed.class),
    SHIFT_WITHDRAWN("shift.withdrawn", ShiftWithdrawn.class),
    HISTORY_REVISED("history.revised", HistoryRevised.class),
    NOTICE_RAISED("notice.raised", NoticeRaised.class);

    private static final String PREFIX = "diplofeed.";
    private static final Map<String, EventType> BY_STEM =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::stem, Function.identity()));

    private final String what;
    private final Class<?> dataClass;

    EventType(String what, Class<?> dataClass) {
        this.what = what;
        this.dataClass = dataClass;
    }

    /** The type with this name and any schema version, or empty for a name that nobody knows. */
    public static Optional<EventType> ofWireName(String wireName) {
        int version = wireName.lastIndexOf(".v");
        return version < 0 ? Optional.empty() : Optional.ofNullable(BY_STEM.get(wireName.substring(0, version)));
    }

    /** {@code diplofeed.statement.recorded.v1}. */
    public String wireName() {
        return stem() + ".v" + version();
    }

    /** The schema version that this code writes, and the newest that it reads. */
    public int version() {
        return 1;
    }

    /** The name without its version. */
    String stem() {
        return PREFIX + what;
    }

    Class<?> dataClass() {
        return dataClass;
    }

    FeedEvent toEvent(Object data) {
        return switch (this) {
            case ACTOR_DEFINED -> new ActorDefined((Actor) data);
            case ISSUE_DEFINED -> new IssueDefined((Issue) data);
            case CLAIM_DEFINED -> new ClaimDefined((Claim) data);
            case STATEMENT_RECORDED -> new StatementRecorded((Statement) data);
            case MEETING_REPORTED -> new MeetingReported((MeetingReport) data);
            case RECORD_CORRECTED,
                    RECORD_RETRACTED,
                    RECORDS_LINKED,
                    SHIFT_CONFIRMED,
                    SHIFT_WITHDRAWN,
                    HISTORY_REVISED,
                    NOTICE_RAISED -> (FeedEvent) data;
        };
    }
}
