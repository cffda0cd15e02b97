package org.diplofeed.web;

import org.diplofeed.web.database.DatabaseFaults;

/**
 * The kinds of problem that clients meet. The URI of each is stable: clients may switch on it. Documented in
 * {@code docs/api/problems.md}.
 */
public enum ProblemType {
    MALFORMED_JSON("malformed-json", 400, "The body is not the JSON that is expected"),
    MALFORMED_REQUEST("malformed-request", 400, "A part of the request cannot be read"),
    BAD_CURSOR("bad-cursor", 400, "The cursor is not one of ours"),
    UNAUTHENTICATED("unauthenticated", 401, "A valid bearer token is required"),
    FORBIDDEN("forbidden", 403, "The token does not allow this"),
    NOT_FOUND("not-found", 404, "There is no such thing here"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The resource does not know this method"),
    NOT_ACCEPTABLE("not-acceptable", 406, "None of the accepted media types can be produced"),
    CONFLICT("conflict", 409, "The record is not in a state that allows this"),
    ID_TAKEN("id-taken", 409, "The id belongs to another content"),
    EVENT_ID_REUSED("event-id-reused", 409, "The event's source and id were used for another content"),
    EDITS_OVERLAP("edits-overlap", 409, "Somebody else changed the same part meanwhile"),
    NOT_EMPTY("not-empty", 409, "The system holds something already"),
    IN_PROGRESS("in-progress", 409, "The same request is still being handled"),
    GONE("gone", 410, "It is no longer there"),
    STALE_VERSION("stale-version", 412, "The record has another version by now"),
    NOT_FRESH_YET("not-fresh-yet", 412, "What was asked for has not arrived yet"),
    BODY_TOO_LARGE("body-too-large", 413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body's media type is not supported"),
    INVALID_DOCUMENT("invalid-document", 422, "The document breaks its schema"),
    RULE_BROKEN("rule-broken", 422, "The document breaks a rule of the feed"),
    UNKNOWN_REFERENCE("unknown-reference", 422, "The document refers to something unknown"),
    KEY_REUSED("key-reused", 422, "The idempotency key was used for another content"),
    VERSION_REQUIRED("version-required", 428, "If-Match is required"),
    TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
    INTERNAL("internal", 500, "Something failed on our side"),
    UNAVAILABLE("unavailable", 503, "Not possible at the moment");

    private static final String BASE = "https://diplofeed.org/problems/";

    private final String uri;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.uri = BASE + slug;
        this.status = status;
        this.title = title;
    }

    /** What a fault is to a client that nobody told what went wrong: a database that does not answer, or our own. */
    public static ProblemType of(Throwable fault) {
        return DatabaseFaults.isAway(fault) ? UNAVAILABLE : INTERNAL;
    }

    /** The problem's {@code type}. */
    public String uri() {
        return uri;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** A sentence for people, the same for all problems of this type. */
    public String title() {
        return title;
    }
}
