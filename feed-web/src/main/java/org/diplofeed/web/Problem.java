package org.diplofeed.web;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type a stable URI, one of {@link ProblemType}
 * @param title the type in words
 * @param status the HTTP status
 * @param detail what happened this time; never quotes a document
 * @param instance the path that was asked for; filled in when the answer is sent
 * @param requestId the request's X-Request-Id; filled in when the answer is sent
 * @param currentVersion of what was to be changed, where the sender has to see it before trying again; also the ETag
 * @param errors all faults of the document that was sent, not just the first
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String instance,
        @Nullable String requestId,
        @Schema(hidden = true) @Nullable Long currentVersion, // Described where it can be.
        List<ProblemError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        requireNonNull(type, "type");
        requireNonNull(title, "title");
        errors = List.copyOf(errors);
    }

    /** A problem of a type, with what happened this time. */
    public static Problem of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }

    /** A problem of a type, with all faults of the document. */
    public static Problem of(ProblemType type, String detail, List<ProblemError> errors) {
        return new Problem(type.uri(), type.title(), type.status(), detail, null, null, null, errors);
    }

    /** The same, told of something that is at a version. */
    public Problem at(long version) {
        return new Problem(type, title, status, detail, instance, requestId, version, errors);
    }

    /** The same, told about a request. */
    public Problem during(String path, String id) {
        return new Problem(
                type,
                title,
                status,
                detail,
                instance == null ? path : instance,
                requestId == null ? id : requestId,
                currentVersion,
                errors);
    }

    /** The answer that says so. */
    public Response toResponse() {
        return toResponseBuilder().build();
    }

    /** The answer that says so, for adding headers. */
    public Response.ResponseBuilder toResponseBuilder() {
        var answer = Response.status(status).type(MEDIA_TYPE).entity(this);
        return currentVersion == null ? answer : answer.header("ETag", EntityTags.of(currentVersion));
    }
}
