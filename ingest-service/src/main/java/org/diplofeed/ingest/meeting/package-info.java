/**
 * Meeting reports: whether one may be put on the record. {@link org.diplofeed.ingest.meeting.MeetingRules} is the rule
 * book and is pure; {@link org.diplofeed.ingest.meeting.MeetingReportResource} knows HTTP and holds no rule.
 */
@NullMarked
package org.diplofeed.ingest.meeting;

import org.jspecify.annotations.NullMarked;
