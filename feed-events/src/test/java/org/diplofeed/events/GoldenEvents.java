package org.diplofeed.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events of the golden corpus, by file: for every type one that says all that it can and one that says no more than
 * it must.
 */
final class GoldenEvents {
    private static final Moment DAY = Moment.parse("2025-12-02");
    private static final Moment INSTANT = Moment.parse("2022-03-28T00:22:00Z");
    private static final TimeSpan AT = new TimeSpan(INSTANT, INSTANT, Precision.INSTANT);
    private static final TimeSpan ON = new TimeSpan(DAY, DAY, Precision.DAY);
    private static final SourceRef SOURCE = new SourceRef(
            "src.x", SourceKind.NEWS_ARTICLE, "The Outlet", "wire-1", null, DAY, "en", Reliability.B, null);
    private static final SourceRef WHOLE_SOURCE = new SourceRef(
            "src.y",
            SourceKind.OFFICIAL_RELEASE,
            "The Office — «Presse»",
            "office",
            "https://example.org/a?b=c#d",
            INSTANT,
            "zh-Hans",
            Reliability.F,
            "L7");
    private static final Speaker NAMED = Speaker.named("p.x");
    private static final Speaker DESCRIBED = new Speaker(null, "a person close to the talks", SpeakerCount.ONE, "XAA");
    private static final List<Condition> CONDITIONS =
            List.of(new Condition("referendum", ConditionMode.IF, "a referendum is held"));
    private static final Cause CAUSE = new Cause(
            "e-7", "diplofeed.statement.recorded.v1", "st.x", Instant.parse("2022-03-28T00:23:01.000002Z"), null, null);
    private static final Cause RETRACTION = new Cause(
            "e-8",
            "diplofeed.record.retracted.v1",
            "st.x",
            Instant.parse("2022-03-29T00:00:00Z"),
            "FABRICATED",
            "editor-1");
    private static final Evidence EVIDENCE = new Evidence(
            "st.x",
            "e-7",
            AT,
            NAMED,
            List.of("XAA"),
            Authority.PRINCIPAL,
            Attribution.ON_RECORD,
            "Would agree, given a referendum.",
            List.of("given a referendum"),
            WHOLE_SOURCE,
            -1,
            Firmness.STATED,
            CONDITIONS,
            Voice.SELF,
            3,
            ShiftClass.REVERSAL);
    private static final Shift SHIFT = new Shift(
            "sh-1",
            "XAA",
            "Xanadu",
            "x.bridge",
            "The bridge is built",
            List.of("plover:territory"),
            ShiftClass.REVERSAL,
            "st.x",
            1,
            AT,
            new PositionState(2, Firmness.FIRM, List.of(), DAY, PositionStatus.ESTABLISHED, 6),
            new PositionState(-1, Firmness.STATED, CONDITIONS, INSTANT, PositionStatus.ESTABLISHED, 3),
            List.of(),
            List.of(EVIDENCE));

    private GoldenEvents() {}

    /** Every event of the corpus, by the name of its file without {@code .json}. */
    static Map<String, FeedEvent> all() {
        var events = new LinkedHashMap<String, FeedEvent>();
        definitions(events);
        statements(events);
        meetings(events);
        amendments(events);
        shifts(events);
        notices(events);
        return events;
    }

    private static void definitions(Map<String, FeedEvent> events) {
        put(events, "least", new ActorDefined(actor("XAA", ActorType.STATE, List.of(), List.of(), null, null)));
        put(
                events,
                "whole",
                new ActorDefined(actor(
                        "p.x",
                        ActorType.PERSON,
                        List.of("Ксенія", "X"),
                        List.of(
                                new Role("XAA", "ENVOY", null, null, null, null),
                                new Role("XAA", "HEAD_OF_STATE", "XAA.OFFICE", DAY, INSTANT, "acting")),
                        "XAA",
                        false)));
        put(events, "least", new IssueDefined(new Issue("x.bridge", "The bridge is built", List.of(), null, null)));
        put(
                events,
                "whole",
                new IssueDefined(new Issue(
                        "x.bridge-2",
                        "The bridge is built by 2030",
                        List.of("medtop:20000639", "plover:territory"),
                        "x.bridge",
                        "x.bridge-1")));
        put(events, "least", new ClaimDefined(new Claim("clm.x", "The bridge stands", null)));
        put(events, "whole", new ClaimDefined(new Claim("clm.y", "Length of the bridge", "METRES")));
    }

    private static void statements(Map<String, FeedEvent> events) {
        put(
                events,
                "least",
                new StatementRecorded(new Statement(
                        "st.w",
                        StatementKind.UTTERANCE,
                        ON,
                        NAMED,
                        List.of(),
                        Authority.NONE,
                        Attribution.OWN_REPORTING,
                        SpeechAct.STATE,
                        "UNSPECIFIED",
                        "Said something.",
                        List.of(),
                        null,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        SOURCE,
                        null,
                        null,
                        null)));
        put(
                events,
                "whole",
                new StatementRecorded(new Statement(
                        "st.x",
                        StatementKind.DOCUMENT,
                        new TimeSpan(DAY, Moment.parse("2025-12-31"), Precision.RANGE),
                        DESCRIBED,
                        List.of("XAA", "XBB"),
                        Authority.INSIDER,
                        Attribution.OFF_RECORD,
                        SpeechAct.PROPOSE,
                        "DOCUMENT",
                        "A \"draft\"\nof two lines.",
                        List.of("no viable peace"),
                        "uk",
                        List.of("XCC"),
                        new About(List.of("mtg.x"), List.of("st.w")),
                        new DocumentInfo("The Draft", "v2", Release.LEAKED, "st.w"),
                        List.of(
                                new PositionAssertion(
                                        "XAA",
                                        "x.bridge",
                                        -2,
                                        Firmness.RED_LINE,
                                        Voice.SELF,
                                        CONDITIONS,
                                        Continuity.REVISED),
                                new PositionAssertion(
                                        "XBB", "x.bridge", 0, Firmness.TENTATIVE, Voice.ATTRIBUTED, List.of(), null),
                                new FactAssertion("clm.x", Polarity.DENY, null, null, null, null),
                                new FactAssertion(
                                        "clm.y",
                                        Polarity.ESTIMATE,
                                        "XAA",
                                        ">=",
                                        new BigDecimal("1200000.50"),
                                        "METRES")),
                        WHOLE_SOURCE,
                        Visibility.RESTRICTED,
                        Instant.parse("2025-12-03T06:00:00Z"),
                        "Low confidence.")));
    }

    private static void meetings(Map<String, FeedEvent> events) {
        put(
                events,
                "least",
                new MeetingReported(new MeetingReport(
                        "mr.w",
                        "mtg.x",
                        ON,
                        new ReportedBy(NAMED, List.of(), Authority.NONE, Attribution.OWN_REPORTING),
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        SOURCE,
                        null)));
        put(
                events,
                "whole",
                new MeetingReported(new MeetingReport(
                        "mr.x",
                        "mtg.x",
                        AT,
                        new ReportedBy(DESCRIBED, List.of("XAA"), Authority.SPOKESPERSON, Attribution.INSTITUTIONAL),
                        MeetingPhase.ANNOUNCED,
                        Confirmation.NOT_CONFIRMED,
                        List.of("XBB"),
                        "Talks at the bridge",
                        "BILATERAL",
                        "PRIVATE",
                        ON,
                        new Place("Geneva", "CHE"),
                        List.of(new Participant("p.x", "XAA", "ENVOY", Presence.EXPECTED)),
                        List.of(new AgendaItem("the bridge", "x.bridge"), new AgendaItem("tolls", null)),
                        List.of(new Outcome("DOCUMENT", "st.x")),
                        SOURCE,
                        "As one side has it.")));
    }

    private static void amendments(Map<String, FeedEvent> events) {
        put(
                events,
                "patch",
                new RecordCorrected(
                        "st.x", null, json().put("note", (String) null), CorrectionReason.TRANSLATION, "editor-1"));
        put(
                events,
                "replacement",
                new RecordCorrected(
                        "mr.x",
                        json().put("reportId", "mr.x").put("later", true),
                        null,
                        CorrectionReason.IDENTITY,
                        "editor-1"));
        put(events, "whole", new RecordRetracted("st.x", RetractionReason.SPEAKER_WITHDREW, "editor-1"));
        put(events, "whole", new RecordsLinked("st.w", List.of("st.x", "st.y"), LinkRelation.SAME_UTTERANCE));
    }

    private static void shifts(Map<String, FeedEvent> events) {
        put(events, "whole", new ShiftConfirmed(SHIFT, 1, CAUSE));
        put(events, "whole", new ShiftWithdrawn(SHIFT, 2, RETRACTION));
        put(events, "confirmed", new HistoryRevised(RevisionChange.CONFIRMED, SHIFT, false, 3, CAUSE));
        put(events, "vanished", new HistoryRevised(RevisionChange.VANISHED, SHIFT, true, 4, RETRACTION));
    }

    private static void notices(Map<String, FeedEvent> events) {
        put(
                events,
                "whole",
                new NoticeRaised(
                        "nt-1",
                        NoticeKind.MIXED_SIGNALS,
                        NoticeStatus.RAISED,
                        "XAA",
                        "x.bridge",
                        null,
                        null,
                        "The bridge is built",
                        List.of("plover:territory"),
                        "st.x",
                        List.of(EVIDENCE),
                        5,
                        CAUSE));
        put(
                events,
                "least",
                new NoticeRaised(
                        "nt-2",
                        NoticeKind.MEETING_DISPUTED,
                        NoticeStatus.CLOSED,
                        null,
                        null,
                        "mtg.x",
                        null,
                        null,
                        List.of(),
                        "mr.x",
                        List.of(),
                        1,
                        RETRACTION));
    }

    private static Actor actor(
            String id,
            ActorType type,
            List<String> aka,
            List<Role> roles,
            @Nullable String partOf,
            @Nullable Boolean expand) {
        boolean whole = expand != null;
        return new Actor(
                id,
                type,
                "Name",
                aka,
                partOf,
                whole ? "GOV" : null,
                expand,
                roles,
                whole ? "XAA" : null,
                whole ? "Q1" : null,
                whole ? "XAAGOV" : null);
    }

    private static ObjectNode json() {
        return FeedJson.mapper().createObjectNode();
    }

    private static void put(Map<String, FeedEvent> events, String variant, FeedEvent event) {
        events.put(event.type().wireName().substring("diplofeed.".length()) + "/" + variant, event);
    }
}
