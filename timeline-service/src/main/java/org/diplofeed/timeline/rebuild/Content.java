package org.diplofeed.timeline.rebuild;

import java.util.List;

/**
 * What two generations of the same log and the same rules have in common, in whatever order they have read it: every
 * column but those that only say how far a row reaches, and every row that says something.
 *
 * @param columns of which the order of arrival decides none
 * @param where which rows say something; empty for all
 */
record Content(String table, String columns, String where) {
    static final List<Content> ALL = List.of(
            new Content("definition", "kind, id, version, event_id, known_from, known_to, data, roles_of", ""),
            new Content("record", "record.*", ""),
            new Content("record_revision", "record_revision.*", ""),
            new Content("record_tag", "record_tag.*", ""),
            new Content("position_entry", "position_entry.*", ""),
            new Content(
                    "position",
                    "holder, issue_id, stance, firmness, conditions, status, since, since_at, points, state",
                    "stance is not null"),
            new Content("claim_word", "claim_word.*", ""),
            new Content("claim", "claim_id, status, sides, disputing, data", "status is not null"),
            new Content(
                    "meeting",
                    "meeting_id, phase, agreement, valid_from, participants, unconfirmed, data",
                    "data is not null"),
            new Content("standing_shift", "holder, issue_id, class, confirmed_by", ""),
            new Content("standing_notice", "notice_id, kind, subject_kind, subject, statement_id", ""),
            new Content("learned", "topic, recorded, stream, version, event_id, change, kind, about, reason, by", ""));

    /** The table with its condition, as in {@code from}. */
    String rows() {
        return where.isEmpty() ? table : table + " where " + where;
    }
}
