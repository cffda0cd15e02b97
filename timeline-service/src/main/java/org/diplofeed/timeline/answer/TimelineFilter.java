package org.diplofeed.timeline.answer;

import static org.diplofeed.web.ProblemType.MALFORMED_REQUEST;

import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.SpeechAct;
import org.diplofeed.timeline.projection.Tag;
import org.diplofeed.web.ProblemException;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What of the timeline is asked for. */
public class TimelineFilter extends Listing {
    @Parameter(description = "Whoever speaks, is spoken for, holds a position or takes part.")
    @QueryParam("actor")
    @Nullable
    String actor;

    @Parameter(description = "Who utters it.")
    @QueryParam("speaker")
    @Nullable
    String speaker;

    @Parameter(description = "Whose position it asserts.")
    @QueryParam("holder")
    @Nullable
    String holder;

    @Parameter(description = "The issue that it asserts a position on, or a meeting's agenda names.")
    @QueryParam("issue")
    @Nullable
    String issue;

    @Parameter(description = "The claim that it speaks of.")
    @QueryParam("claim")
    @Nullable
    String claim;

    @Parameter(description = "The meeting that it speaks of or reports.")
    @QueryParam("meeting")
    @Nullable
    String meeting;

    @Parameter(description = "On what terms it was said.")
    @QueryParam("attribution")
    @Nullable
    Attribution attribution;

    @Parameter(description = "What was done by saying it.")
    @QueryParam("speechAct")
    @Nullable
    SpeechAct speechAct;

    @Parameter(description = "What kind of record it is.")
    @QueryParam("kind")
    @Nullable
    Form form;

    @Parameter(
            description = "A topic of an issue that it asserts a position on, or a meeting's agenda names.",
            example = "plover:territory")
    @QueryParam("topic")
    @Nullable
    String topic;

    @Parameter(description = "Where a meeting is reported to be: the name, or the country.", example = "CHE")
    @QueryParam("place")
    @Nullable
    String place;

    @Parameter(
            description = "Words of it, as a web search takes them: all of them, \"a phrase\", `or`, -without. In the"
                    + " language of the record, so that other forms of a word are found.",
            example = "ceasefire -conditions")
    @QueryParam("text")
    @Nullable
    String text;

    @Parameter(description = "Not before: RFC 3339 time or date.")
    @QueryParam("from")
    @Nullable
    String from;

    @Parameter(description = "Not after: RFC 3339 time, or a date for the end of that UTC day.")
    @QueryParam("to")
    @Nullable
    String to;

    /** A statement's kind, or a meeting's report. */
    enum Form {
        UTTERANCE,
        DOCUMENT,
        VOTE,
        MEETING_REPORT
    }

    /**
     * Says that a resource has records of some forms alone.
     *
     * @throws ProblemException malformed-request, if another one is asked for
     */
    void only(Form... forms) {
        if (form != null && !List.of(forms).contains(form)) {
            throw new ProblemException(
                    MALFORMED_REQUEST,
                    "kind has to be "
                            + Stream.of(forms).map(Form::name).collect(Collectors.joining(" or "))
                            + " here.");
        }
    }

    /** The conditions that need nothing but the question. */
    Where where(@Nullable String kind, Snapshot snapshot) {
        var period = Period.of(from, to);
        var led = led();
        var time = led == null ? "r.valid_from" : "g.valid_from";
        var tags = new TreeSet<String>();
        tag(tags, Tag.ACTOR, actor);
        tag(tags, Tag.SPEAKER, speaker);
        tag(tags, Tag.HOLDER, holder);
        tag(tags, Tag.ISSUE, issue);
        tag(tags, Tag.CLAIM, claim);
        tag(tags, Tag.MEETING, meeting);
        tag(tags, Tag.PLACE, place == null ? null : place.toLowerCase(Locale.ROOT));
        tag(tags, Tag.ATTRIBUTION, attribution == null ? null : attribution.name());
        tag(tags, Tag.SPEECH_ACT, speechAct == null ? null : speechAct.name());
        if (led != null) {
            tags.remove(led);
        }
        var where = new Where()
                .and("g.tag = :led", "led", led)
                .and(snapshot.shown("r"))
                .and(Snapshot.known("r"))
                .and("r.kind = :recordKind", "recordKind", kind)
                .and("r.form = :form", "form", form == null ? null : form.name())
                .and(
                        time + " >= " + Snapshot.time("from"),
                        "from",
                        period.from() == null ? null : period.from().toString())
                .and(
                        time + " <= " + Snapshot.time("to"),
                        "to",
                        period.to() == null ? null : period.to().toString())
                .and(time + " <= " + Snapshot.time("validAt"));
        int i = 0;
        for (var tag : tags) {
            var name = "tag" + i++;
            where.and("r.tags @> array[cast(:" + name + " as text)]", name, tag);
        }
        where.and("""
                r.tags && array(select 'i:' || d.id from definition d where d.kind = 'ISSUE' and %s
                                   and cast(d.data as jsonb) -> 'topics' @> to_jsonb(cast(:topic as text)))
                """.formatted(Snapshot.known("d")), "topic", topic);
        if (cursor != null) {
            var place = Page.place(cursor, 2);
            where.and(
                    "(%1$s.valid_from, %1$s.id) > (%2$s, cast(:afterId as text) collate \"C\")"
                            .formatted(led == null ? "r" : "g", Snapshot.time("afterTime")),
                    "afterTime",
                    String.valueOf(Page.time(place.get(0))));
            where.parameters().put("afterId", place.get(1));
        }
        return where;
    }

    /**
     * The tag by which records are found in their order, where one alone is asked for that few have; null to look
     * through all of them, or through those that have several tags.
     */
    @Nullable
    String led() {
        var few = Stream.of(actor, speaker, holder, issue, claim, meeting)
                .filter(Objects::nonNull)
                .count();
        if (few != 1 || text != null) {
            return null;
        }
        var tags = new TreeSet<String>();
        tag(tags, Tag.ACTOR, actor);
        tag(tags, Tag.ACTOR, speaker); // whoever speaks or holds is among the actors
        tag(tags, Tag.ACTOR, holder);
        tag(tags, Tag.ISSUE, issue);
        tag(tags, Tag.CLAIM, claim);
        tag(tags, Tag.MEETING, meeting);
        return tags.first();
    }

    /** What it is about, for telling which parked streams may touch the answer. */
    Subject subject() {
        return Subject.of(actor, speaker, holder, issue, claim, meeting);
    }

    private static void tag(Set<String> tags, Tag tag, @Nullable String value) {
        if (value != null) {
            tags.add(tag.of(value));
        }
    }
}
