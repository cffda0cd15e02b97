package org.diplofeed.alert.alerts;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.diplofeed.alert.match.AlertKind;
import org.diplofeed.events.FeedJson;
import org.jspecify.annotations.Nullable;

/**
 * How an alert reads: what a webhook carries and what {@code /v1/alerts} shows. Made of the event's own document, so
 * that what a newer schema says is passed on. Pure: the same alert is the same bytes on every attempt.
 */
public final class AlertBody {
    private static final int POINTS_NEEDED = 3;
    private static final List<String> STATES = List.of("before", "after");

    /** The property that says that this is not in earnest. */
    private static final String REHEARSAL = "rehearsal";

    private AlertBody() {}

    /** {@code {type, timestamp, data}}, as Standard Webhooks has it. */
    public static ObjectNode message(AlertHead head, JsonNode event) {
        var message = FeedJson.mapper().createObjectNode();
        message.put("type", head.kind().type());
        message.put("timestamp", head.time().toString());
        message.set("data", data(head, event));
        return message;
    }

    /**
     * Several alerts in one message.
     *
     * @param alerts what each of them says, in the order of their sequence
     */
    public static ObjectNode digest(String digestId, String subscriptionId, Instant made, List<ObjectNode> alerts) {
        var message = FeedJson.mapper().createObjectNode();
        message.put("type", "alert.digest");
        message.put("timestamp", made.toString());
        var data = message.putObject("data");
        data.put("digestId", digestId);
        data.put("subscriptionId", subscriptionId);
        // A digest is of one rehearsal, or of none.
        putIfPresent(data, REHEARSAL, alerts.getFirst().path(REHEARSAL).textValue());
        data.put("count", alerts.size());
        data.putArray("alerts").addAll(alerts);
        return message;
    }

    /** What the alert says. */
    public static ObjectNode data(AlertHead head, JsonNode event) {
        var data = FeedJson.mapper().createObjectNode();
        data.put("alertId", head.alertId());
        putIfPresent(data, REHEARSAL, head.rehearsalId());
        data.put("kind", head.kind().name());
        data.put("urgency", head.urgency());
        data.put("pubstatus", head.kind().takesBack() ? "canceled" : "usable");
        if (event.path("shift").isObject()) {
            addShift(data, event.path("shift"));
        } else {
            addNotice(data, event);
        }
        data.set("matched", head.matched());
        data.put("sequence", head.sequence());
        putIfPresent(data, "previousAlertId", head.previousAlertId());
        if (!head.skipped().isEmpty()) {
            head.skipped().forEach(data.putArray("skipped")::add);
        }
        putIfPresent(data, "supersedes", head.supersedes());
        putIfPresent(data, "previousHash", head.previousHash());
        putIfPresent(data, AlertHash.PROPERTY, head.hash());
        if (head.kind() == AlertKind.HISTORY_REVISED) {
            copy(event, "change", data, "change");
        }
        if (head.kind().takesBack()) {
            addReason(data, event);
        }
        if (head.backfill()) {
            data.put("backfill", true);
        }
        data.put("subscriptionId", head.subscriptionId());
        data.put("recordedAt", head.recordedTime().toString());
        return data;
    }

    private static void addShift(ObjectNode data, JsonNode shift) {
        copy(shift, "classification", data, "class");
        var holder = data.putObject("holder");
        copy(shift, "holder", holder, "actorId");
        copy(shift, "holderName", holder, "name");
        var issue = data.putObject("issue");
        copy(shift, "issueId", issue, "issueId");
        copy(shift, "proposition", issue, "proposition");
        copyList(shift, "topics", issue, "topics");
        for (var state : STATES) {
            copy(shift, state, data, state);
        }
        copyList(shift, "evidence", data, "evidence");
        copyList(shift, "beforeEvidence", data, "beforeEvidence");
        data.put("points", shift.path("after").path("points").asInt());
        data.set("whyFired", whyFired(shift));
        copy(shift, "shiftId", data, "shiftId");
        copy(shift, "at", data, "occurred");
        data.put("occurredAt", shift.path("at").path("from").asText());
    }

    private static void addNotice(ObjectNode data, JsonNode notice) {
        copy(notice, "noticeId", data, "noticeId");
        copy(notice, "kind", data, "notice");
        copy(notice, "meetingId", data, "meetingId");
        copy(notice, "claimId", data, "claimId");
        copy(notice, "statementId", data, "statementId");
        if (notice.hasNonNull("holder")) {
            copy(notice, "holder", data.putObject("holder"), "actorId");
        }
        if (notice.hasNonNull("issueId")) {
            var issue = data.putObject("issue");
            copy(notice, "issueId", issue, "issueId");
            copy(notice, "proposition", issue, "proposition");
            copyList(notice, "topics", issue, "topics");
        }
        copyList(notice, "evidence", data, "evidence");
    }

    private static ObjectNode whyFired(JsonNode shift) {
        var why = FeedJson.mapper().createObjectNode();
        var evidence = shift.path("evidence");
        int points = shift.path("after").path("points").asInt();
        why.put(
                "sentence",
                "%s moved from %s to %s on “%s”: %d %s from %d %s, %d are needed."
                        .formatted(
                                text(shift, "holderName", "holder"),
                                state(shift.path("before")),
                                state(shift.path("after")),
                                text(shift, "proposition", "issueId"),
                                points,
                                points == 1 ? "point" : "points",
                                evidence.size(),
                                evidence.size() == 1 ? "statement" : "statements",
                                POINTS_NEEDED));
        var list = why.putArray("points");
        for (var statement : evidence) {
            var entry = list.addObject();
            for (var property : List.of("statementId", "speaker", "authority", "attribution", "points")) {
                copy(statement, property, entry, property);
            }
        }
        return why;
    }

    private static String state(JsonNode state) {
        int stance = state.path("stance").asInt();
        return (stance > 0 ? "+" : "") + stance + " " + state.path("firmness").asText();
    }

    private static void addReason(ObjectNode data, JsonNode event) {
        var cause = event.path("cause");
        var reason = data.putObject("reason");
        copy(cause, "eventType", reason, "eventType");
        copy(cause, "eventId", reason, "eventId");
        copy(cause, "target", reason, "target");
        copy(cause, "reason", reason, "reason");
        copy(cause, "by", reason, "by");
        copy(cause, "recordedTime", reason, "recordedAt");
        String target = cause.path("target").asText();
        for (var list : List.of(
                event.path("shift").path("evidence"),
                event.path("shift").path("beforeEvidence"),
                event.path("evidence"))) {
            StreamSupport.stream(list.spliterator(), false)
                    .filter(statement -> statement.path("statementId").asText().equals(target))
                    .findFirst()
                    .ifPresent(statement -> data.set("retracted", statement));
        }
    }

    private static String text(JsonNode from, String first, String second) {
        return requireNonNullElse(
                from.path(first).textValue(), from.path(second).asText());
    }

    private static void copy(JsonNode from, String property, ObjectNode to, String name) {
        if (from.hasNonNull(property)) {
            to.set(name, from.get(property));
        }
    }

    private static void copyList(JsonNode from, String property, ObjectNode to, String name) {
        to.set(
                name,
                from.path(property).isArray()
                        ? from.path(property)
                        : FeedJson.mapper().createArrayNode());
    }

    private static void putIfPresent(ObjectNode data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
