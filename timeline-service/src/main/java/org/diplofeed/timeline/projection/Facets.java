package org.diplofeed.timeline.projection;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.diplofeed.events.About;
import org.diplofeed.events.Attribution;
import org.diplofeed.events.MeetingReport;
import org.diplofeed.events.Speaker;
import org.diplofeed.events.Statement;

/**
 * What a record is found and sorted by.
 *
 * @param form a statement's kind, or MEETING_REPORT
 * @param tags what filters ask for, each with its prefix, see {@link Tag}
 */
record Facets(Instant validFrom, Instant validTo, boolean restricted, String form, SortedSet<String> tags) {
    Facets {
        requireNonNull(validFrom, "validFrom");
        requireNonNull(validTo, "validTo");
    }

    static Facets of(Statement statement) {
        var tags = new TreeSet<String>();
        speaker(tags, statement.speaker());
        all(tags, Tag.ACTOR, statement.onBehalfOf());
        statement.positions().forEach(position -> {
            tags.add(Tag.ACTOR.of(position.holder()));
            tags.add(Tag.HOLDER.of(position.holder()));
            tags.add(Tag.ISSUE.of(position.issueId()));
        });
        statement.facts().forEach(fact -> {
            tags.add(Tag.CLAIM.of(fact.claimId()));
            if (fact.by() != null) {
                tags.add(Tag.ACTOR.of(fact.by()));
            }
        });
        var about = statement.about();
        all(tags, Tag.MEETING, (about == null ? About.NOTHING : about).meetings());
        all(tags, Tag.ABOUT, (about == null ? About.NOTHING : about).statements());
        var document = statement.document();
        if (document != null && document.revises() != null) {
            tags.add(Tag.REVISES.of(document.revises()));
        }
        tags.add(Tag.ATTRIBUTION.of(statement.attribution().name()));
        tags.add(Tag.SPEECH_ACT.of(statement.speechAct().name()));
        return new Facets(
                statement.occurred().start(),
                statement.occurred().to().end(),
                restricted(statement),
                statement.kind().name(),
                tags);
    }

    static Facets of(MeetingReport report) {
        var tags = new TreeSet<String>();
        speaker(tags, report.reportedBy().speaker());
        all(tags, Tag.ACTOR, report.reportedBy().onBehalfOf());
        report.participants().forEach(participant -> {
            tags.add(Tag.ACTOR.of(participant.actorId()));
            tags.add(Tag.ACTOR.of(participant.side()));
        });
        report.agenda().forEach(item -> {
            if (item.issueId() != null) {
                tags.add(Tag.ISSUE.of(item.issueId()));
            }
        });
        tags.add(Tag.MEETING.of(report.meetingId()));
        tags.add(Tag.ATTRIBUTION.of(report.reportedBy().attribution().name()));
        var place = report.place();
        if (place != null) {
            tags.add(Tag.PLACE.of(place.name().toLowerCase(Locale.ROOT)));
            if (place.country() != null) {
                tags.add(Tag.PLACE.of(place.country().toLowerCase(Locale.ROOT)));
            }
        }
        return new Facets(
                report.occurred().start(), report.occurred().to().end(), restricted(report), "MEETING_REPORT", tags);
    }

    /** Off the record is restricted, whatever else it says: ingest takes it only so, and a slip must not show it. */
    static boolean restricted(Statement statement) {
        return statement.restricted() || statement.attribution() == Attribution.OFF_RECORD;
    }

    /** A report has no visibility of its own: off the record alone restricts it. */
    static boolean restricted(MeetingReport report) {
        return report.reportedBy().attribution() == Attribution.OFF_RECORD;
    }

    private static void speaker(SortedSet<String> tags, Speaker speaker) {
        if (speaker.actorId() != null) {
            all(tags, Tag.SPEAKER, List.of(speaker.actorId()));
            tags.add(Tag.ACTOR.of(speaker.actorId()));
        }
    }

    private static void all(SortedSet<String> tags, Tag tag, Collection<String> values) {
        values.forEach(value -> tags.add(tag.of(value)));
    }
}
